import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import browserModule, { CUT, REPLACED } from './browser-modules.ts'

const ROOT = path.dirname(import.meta.dirname)
const NEXT = path.join(ROOT, 'node_modules', 'next', 'dist')
const given = (file: string) =>
  browserModule.call({ resourcePath: path.join(NEXT, file) }, readFileSync(path.join(NEXT, file), 'utf8'))

describe('what the browser gets of Next', () => {
  it.each(Object.keys(REPLACED))('%s is a file of this version of Next', (file) => {
    expect(existsSync(path.join(NEXT, file))).toBe(true)
  })

  it.each(Object.keys(CUT))('%s is cut, and the rest of it stays', (file) => {
    const whole = readFileSync(path.join(NEXT, file), 'utf8')
    expect(whole.length - given(file).length).toBeGreaterThan(100)
    expect(given(file)).toContain('exports.createFromReadableStream')
  })

  it('what is cut from something else than it knows stops the build', () => {
    const [file = ''] = Object.keys(CUT)
    expect(() => browserModule.call({ resourcePath: path.join(NEXT, file) }, 'exports = {}')).toThrow('is not what')
  })

  it('a module with a twin is given as ES module, another as it is', () => {
    expect(given('client/components/app-router.js')).toMatch(/^import /m)
    const react = 'compiled/react-dom/index.js'
    expect(given(react)).toBe(readFileSync(path.join(NEXT, react), 'utf8'))
  })

  it('there is no server action and no next/script, whose client is left out', () => {
    const sources = execFileSync('git', ['ls-files', 'app', 'components', 'lib'], { cwd: ROOT, encoding: 'utf8' })
    const acting = sources
      .split('\n')
      .filter((file) => /\.tsx?$/.test(file) && existsSync(path.join(ROOT, file)))
      .filter((file) =>
        /^\s*['"]use server['"]|['"]next\/script['"]/m.test(readFileSync(path.join(ROOT, file), 'utf8')),
      )
    expect(acting).toEqual([])
  })
})
