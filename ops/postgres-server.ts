import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { freePort } from './free-port.ts'
import { codeOf, explainFileError, OpsError } from './ops-error.ts'
import { explainLog } from './postgres-log.ts'
import type { Place } from './postgres-place.ts'
import { servesFolder, waitForEnd } from './process-identity.ts'

/** Makes, starts and ends one PostgreSQL server. Knows nothing of roles, keys or Lethe. */

/** Database superuser of a cluster; nothing that serves people uses it. */
export const ADMIN = 'postgres'

export interface Server {
  pid: number
  port: number
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 60_000
/** After a kill -9 the old children hold the shared memory for a moment. */
const RETRY_MS = 10_000

/**
 * TCP on loopback only. ERROR lines are not logged and no statement ever is: a failed INSERT would print what was to be
 * inserted. LOG and FATAL remain, which is what a start needs.
 */
const FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
}

/** Makes a cluster at `dataDir`, whole or not at all: built beside it, then renamed. */
export function initialise(place: Place, dataDir: string, adminPassword: string, flags: readonly string[] = []): void {
  sweepHalves(dataDir)
  const half = `${dataDir}.half-${process.pid}`
  const passwordFile = `${half}.password`
  try {
    mkdirSync(half, { mode: 0o700 })
    writeFileSync(passwordFile, `${adminPassword}\n`, { mode: 0o600, flag: 'wx' })
    if (place.runner) for (const path of [half, passwordFile]) chownSync(path, place.runner.uid, place.runner.gid)
    const made = spawnSync(
      place.programs.initdb,
      [
        `--pgdata=${half}`,
        `--username=${ADMIN}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...flags,
      ],
      { ...place.runner, cwd: dirname(dataDir), env: plainEnvironment(), encoding: 'utf8' },
    )
    if (made.error) throw made.error
    if (made.status !== 0) throw explainLog(made.stderr, 'The database could not be made')
    renameSync(half, dataDir)
  } catch (error) {
    explainFileError(error, 'the database', dataDir)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(half, { recursive: true, force: true })
  }
}

/** What a start that was killed has left. Of a sibling that is still being written some may stay, till the next time. */
function sweepHalves(dataDir: string): void {
  const folder = dirname(dataDir)
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(`${basename(dataDir)}.half-`))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true })
    } catch {
      // Swept next time.
    }
  }
}

/** Starts the server on `port`, or on a free one where that is taken. Its log is at `logFile`. */
export async function launch(
  place: Place,
  dataDir: string,
  options: { port: number | null; logFile: string; flags?: Readonly<Record<string, string>> },
): Promise<Server> {
  const deadline = Date.now() + RETRY_MS
  let port = options.port ?? (await freePort())
  for (;;) {
    const failure = await attempt(place, dataDir, port, options.logFile, { ...FLAGS, ...options.flags })
    if (typeof failure !== 'string') return failure
    const portTaken = /Address already in use|could not bind|could not create any TCP/.test(failure)
    const stillEnding = /lock file .* already exists|shared memory block/.test(failure)
    if (!(portTaken || stillEnding) || Date.now() > deadline) throw explainLog(failure, 'PostgreSQL does not start')
    if (portTaken) port = await freePort()
    else await pause(200)
  }
}

/** Ends a server that a killed parent left on this data folder, and clears a lock file that means another process. */
export async function endLeftover(dataDir: string): Promise<void> {
  const lock = readLock(dataDir)
  if (!lock) return
  if (servesFolder(lock.pid, dataDir)) await end(lock.pid)
  else rmSync(join(dataDir, 'postmaster.pid'), { force: true })
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function end(pid: number): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (codeOf(error) === 'ESRCH') return
      throw new OpsError(
        `A PostgreSQL of an earlier run (process ${pid}) belongs to another user.`,
        'End it, then start again.',
      )
    }
    if (await waitForEnd(pid, waitMs)) return
  }
  throw new OpsError(`A PostgreSQL of an earlier run (process ${pid}) does not end.`, 'End it, then start again.')
}

/** One start. Resolves to the server, or to the log of a start that failed. */
async function attempt(
  place: Place,
  dataDir: string,
  port: number,
  logFile: string,
  flags: Readonly<Record<string, string>>,
): Promise<Server | string> {
  const log = openLog(logFile)
  const settings = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Its own process group: Ctrl-C at the terminal reaches the supervisor, which ends the web server first.
  const child = spawn(place.programs.postgres, ['-D', dataDir, '-p', String(port), ...settings], {
    ...place.runner,
    cwd: dirname(dataDir),
    env: plainEnvironment(),
    stdio: ['ignore', 'ignore', log],
    detached: true,
  })
  closeSync(log)
  const ended = new Promise<Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('exit', () => resolve(null))
  })
  let over: Error | null | undefined
  void ended.then((error) => {
    over = error
  })
  const deadline = Date.now() + START_TIMEOUT_MS
  while (over === undefined && Date.now() < deadline) {
    const lock = readLock(dataDir)
    if (lock && lock.pid === child.pid && lock.status === 'ready') {
      const { pid } = lock
      child.unref()
      return { pid, port, stop: () => end(pid) }
    }
    await pause(5)
  }
  if (over) explainFileError(over, 'the PostgreSQL programs', place.programs.postgres)
  if (over === undefined && child.pid !== undefined) await end(child.pid)
  return readFileSync(logFile, 'utf8')
}

function openLog(path: string): number {
  try {
    rmSync(path, { force: true })
    const log = openSync(path, 'wx', 0o600)
    chmodSync(path, 0o600)
    return log
  } catch (error) {
    explainFileError(error, "PostgreSQL's log", path)
  }
}

/** postmaster.pid: process on line 1, port on line 4, state on line 8 (src/include/miscadmin.h). */
function readLock(dataDir: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number.parseInt(lines[0] ?? '', 10)
    return Number.isInteger(pid) && pid > 1 ? { pid, status: (lines[7] ?? '').trim() } : null
  } catch {
    return null
  }
}

/** No secret of ours in the server's environment, and messages in the language that the patterns above know. */
function plainEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return { ...process.env, LC_ALL: 'C' }
  return { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
