import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OpsError, runCommand } from './ops-error.ts'

const ROOT = join(import.meta.dirname, '..')
const SCHEMA = join(ROOT, 'prisma', 'schema.prisma')
const STAMP = join(ROOT, 'lib', 'data', 'generated', 'made-from')

/** Makes the database client (under a second, offline) unless it was made from this schema by this Prisma already. */
export function generateClient(): void {
  const prisma = join(ROOT, 'node_modules', 'prisma')
  const version = readFileSync(join(prisma, 'package.json'))
  const wanted = createHash('sha256').update(readFileSync(SCHEMA)).update(version).digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  const made = spawnSync(process.execPath, [join(prisma, 'build', 'index.js'), 'generate'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      // The schema engine is a download that generating does not need; every program that exists passes the check.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  })
  if (made.status !== 0) {
    throw new OpsError(
      `The database client could not be made: ${(made.stderr || made.stdout).trim().slice(-400)}.`,
      'Mend prisma/schema.prisma, or run `npm ci` if a package is missing.',
      made.error,
    )
  }
  writeFileSync(STAMP, wanted)
}

if (import.meta.main) await runCommand(async () => generateClient())
