import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What .gitignore leaves out, by folder or file name and by path: a test compares the two. */
const IGNORED_NAMES = new Set(['.git', 'node_modules', '.next', '.lethe', '.cc', 'test-results', 'playwright-report'])
const IGNORED_FILES = new Set(['.env', '.env.local', '.DS_Store', 'next-env.d.ts'])
const IGNORED_PATHS = new Set(['lib/data/generated', 'public/tess', 'public/samples', 'bench/results'])

/** Repository paths of every file that belongs to the source, sorted. */
export function sourceFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (IGNORED_NAMES.has(entry.name) || IGNORED_PATHS.has(path)) return []
      if (entry.isDirectory()) return sourceFiles(root, path)
      const machine = /\.(log|tsbuildinfo)$/.test(entry.name) && !path.startsWith('examples/')
      const ignored = IGNORED_FILES.has(entry.name) || machine
      return entry.isFile() && !ignored ? [path] : []
    })
    .sort()
}

/** SHA-256 over the path and content of every source file: which code was checked, and which code runs. */
export function sourceHashOf(root: string): string {
  const hash = createHash('sha256')
  for (const file of sourceFiles(root)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}
