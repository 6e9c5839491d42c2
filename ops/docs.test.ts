import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const ROOT = path.dirname(import.meta.dirname)
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(ROOT, file)))

it('every link between files leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map(([, to = '']) => to)
      .filter((to) => !existsSync(path.join(ROOT, path.dirname(page), to)))
      .map((to) => `${page} -> ${to}`),
  )
  expect(pages.length).toBeGreaterThan(10)
  // Written by npm run bench.
  expect(broken.filter((link) => !link.endsWith('benchmarks.md'))).toEqual([])
})
