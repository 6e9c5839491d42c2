import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { builtSourceHash } from './built-source.ts'
import { sourceFiles, sourceHashOf } from './source-hash.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

test('the files of the source are those that git knows, and those that it would take', () => {
  const known = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  const present = known.split('\n').filter((file) => file !== '' && existsSync(path.join(ROOT, file)))
  expect(sourceFiles(ROOT)).toEqual(present.sort())
})

test('another byte, another name and another file are another source; what is ignored is not', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'lethe-source-'))
  const write = (file: string, text: string) => writeFileSync(path.join(root, file), text)
  mkdirSync(path.join(root, 'node_modules'))
  write('a.ts', 'one')
  const first = sourceHashOf(root)
  write('node_modules/x.js', 'ignored')
  write('some.log', 'ignored')
  expect(sourceHashOf(root)).toBe(first)
  write('a.ts', 'two')
  const second = sourceHashOf(root)
  expect(second).not.toBe(first)
  write('b.ts', '')
  expect(sourceHashOf(root)).not.toBe(second)
})

test('a build that left no hash, or no whole one, does not know its source', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'lethe-source-'))
  expect(builtSourceHash(root)).toBeNull()
  mkdirSync(path.join(root, '.next'))
  writeFileSync(path.join(root, '.next/lethe-source-hash'), 'half')
  expect(builtSourceHash(root)).toBeNull()
  writeFileSync(path.join(root, '.next/lethe-source-hash'), `${'a'.repeat(64)}\n`)
  expect(builtSourceHash(root)).toBe('a'.repeat(64))
})
