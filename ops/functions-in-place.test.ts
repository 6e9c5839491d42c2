import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAst } from 'vite'
import { expect, it } from 'vitest'
import functionsInPlace from './functions-in-place.ts'

const ROOT = path.dirname(import.meta.dirname)

const sources = () =>
  globSync('lib/pipeline/{redact,condense,diagnose}/**/*.ts', { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ file, source: readFileSync(path.join(ROOT, file), 'utf8') }))

/** The program without its places in the text. */
const shapeOf = (source: string) =>
  JSON.stringify(parseAst(source, { lang: 'ts' }), (key, value) => (key === 'start' || key === 'end' ? 0 : value))

it('every file of the pure rooms says the same with the marks as without', () => {
  for (const { file, source } of sources()) expect(shapeOf(functionsInPlace(source)), file).toBe(shapeOf(source))
})

it('marks calls of functions of the file and of its neighbours, and nothing else', () => {
  const source = [
    "import { type Shape, shapeOf as shape } from './shapes.ts'",
    'function leaf(x: number): number { return x }',
    'const twice = (x: number) => leaf(x) + leaf(x)',
    '/**',
    ' * Calls leaf(1).',
    ' */',
    'export function top(): number { return twice(shape(1)) + this.leaf(2) }',
  ]
  expect(functionsInPlace(source.join('\n')).split('\n')).toEqual([
    source[0],
    source[1],
    'const twice = (x: number) => /*#__NOINLINE__*/leaf(x) + /*#__NOINLINE__*/leaf(x)',
    ...source.slice(3, 6),
    'export function top(): number { return /*#__NOINLINE__*/twice(/*#__NOINLINE__*/shape(1)) + this.leaf(2) }',
  ])
})

it('there are hundreds of such calls', () => {
  const marks = sources().reduce(
    (sum, { source }) => sum + functionsInPlace(source).split('__NOINLINE__').length - 1,
    0,
  )
  expect(marks).toBeGreaterThan(500)
})
