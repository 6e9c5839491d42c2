import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Postgres, startPostgres } from './postgres.ts'

/** A throwaway cluster for tests. */
export interface TestPostgres extends Postgres {
  /** LETHE_HOME of the tests: key ring and cluster. */
  home: string
}

/**
 * Starts a cluster in a new temp folder (or in `home`, which is then removed at the end too). It ends with `stop`, and
 * also when process `untilPid` ends, however that ends: a watcher outside this process stops it and removes the folder.
 */
export async function startTestPostgres(
  options: { home?: string; untilPid?: number; durable?: boolean } = {},
): Promise<TestPostgres> {
  const home = options.home ?? mkdtempSync(join(realpathSync(tmpdir()), 'lethe-test-'))
  // Passable, so that the server's user gets in when root runs the tests.
  chmodSync(home, 0o711)
  const outside = join(realpathSync(tmpdir()), 'lethe-test-outside')
  const postgres = await startPostgres({ dir: home, outside, throwaway: !options.durable })
  const base = join(postgres.dataDir, '..')
  watch(options.untilPid ?? process.pid, postgres.dataDir, [home, base])
  return {
    ...postgres,
    home,
    stop: async () => {
      await postgres.stop()
      for (const folder of new Set([home, base])) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A shell rather than Node: it idles for the whole run. Immediate shutdown (SIGQUIT), since nothing is kept. */
function watch(pid: number, dataDir: string, folders: readonly string[]): void {
  if (process.platform === 'win32') return
  const script =
    'while kill -0 "$1" 2>/dev/null && [ -e "$2/postmaster.pid" ]; do sleep 1; done; ' +
    '[ -e "$2/postmaster.pid" ] && kill -QUIT "$3" 2>/dev/null; while [ -e "$2/postmaster.pid" ] && kill -0 "$3" 2>/dev/null; do sleep 0.1; done; shift 3; rm -rf -- "$@"'
  const server = Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10)
  spawn('/bin/sh', ['-c', script, 'sh', String(pid), dataDir, String(server), ...new Set(folders)], {
    stdio: 'ignore',
    detached: true,
    cwd: '/',
  }).unref()
}
