import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BUILT_SOURCE } from '../lib/trust/built-source.ts'
import { sourceHashOf } from '../lib/trust/source-hash.ts'
import { generateClient } from './generate.ts'
import { runCommand } from './ops-error.ts'
import { copyPublicFiles } from './public-files.ts'

const ROOT = path.dirname(import.meta.dirname)
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.ts',
  'ops/browser-modules.ts',
  'proxy.ts',
  'instrumentation.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'trust.config.ts',
  'package-lock.json',
]
const STAMP = path.join(ROOT, '.next', 'lethe-sources')

function* filesBelow(entry: string): Generator<string> {
  const full = path.join(ROOT, entry)
  if (!existsSync(full)) return
  const children = readdirOrNull(full)
  if (children === null) yield entry
  else for (const child of children.sort()) yield* filesBelow(path.join(entry, child))
}

function readdirOrNull(full: string): string[] | null {
  try {
    return readdirSync(full)
  } catch {
    return null
  }
}

/** SHA-256 over the path and content of everything a build reads, so that an unchanged checkout is not built twice. */
export function buildInputsHash(): string {
  const hash = createHash('sha256')
  for (const entry of SOURCES) {
    for (const file of filesBelow(entry)) {
      if (file.endsWith('.test.ts') || file.startsWith(path.join('lib', 'data', 'generated'))) continue
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(ROOT, file)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** Builds for production unless the last build was made of the same sources. Throws where the build fails. */
export function ensureBuild(say: (line: string) => void): void {
  copyPublicFiles()
  const wanted = buildInputsHash()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    noteSource()
    return
  }
  say('Building for production (about half a minute) ...')
  const build = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
    // Beside what `next start` serves, .next/standalone: the server with just the packages that it uses, for an image.
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_PRIVATE_STANDALONE: '1' },
    maxBuffer: 1 << 28,
  })
  if (build.status !== 0)
    throw new Error(`The build failed. Nothing that runs was changed.\n${build.stdout}\n${build.stderr}`)
  completeStandalone()
  writeFileSync(STAMP, wanted)
  noteSource()
}

/** What was built is what would be built of the files as they are now: the claims compare their evidence with this hash. */
function noteSource(): void {
  writeFileSync(path.join(ROOT, BUILT_SOURCE), `${sourceHashOf(ROOT)}\n`)
}

/** Next leaves out what a separate file server could serve; ours has none beside it. */
function completeStandalone(): void {
  const standalone = path.join(ROOT, '.next', 'standalone')
  cpSync(path.join(ROOT, '.next', 'static'), path.join(standalone, '.next', 'static'), { recursive: true })
  const files = path.join(ROOT, 'public')
  if (existsSync(files)) cpSync(files, path.join(standalone, 'public'), { recursive: true })
}

if (import.meta.main) {
  await runCommand(async () => {
    generateClient()
    ensureBuild((line) => process.stdout.write(`${line}\n`))
  })
}
