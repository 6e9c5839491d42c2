import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Env } from '../../lib/env.ts'
import { openKeyRing } from '../../lib/keyring.ts'
import { bad, type Check, good, skipped, warning } from './finding.ts'

/** What lies on this machine: keys, disk, copies, and what could write memory to a disk. */

const GIB = 2 ** 30
const LEAST_FREE_BYTES = GIB
const OLDEST_COPY_DAYS = 8
const DAY_MS = 86_400_000

export function houseChecks(settings: Env): Check[] {
  return [
    { name: 'keys', run: () => checkKeys(settings) },
    { name: 'disk', run: () => checkDisk(settings.home) },
    { name: 'backups', run: () => checkBackups(settings) },
    { name: 'swap', run: () => checkSwap(readOr('/proc/swaps')) },
    { name: 'core dumps', run: () => checkCoreDumps(readOr('/proc/self/limits')) },
  ]
}

function checkKeys({ home, databaseUrl }: Env) {
  const ring = openKeyRing(path.join(home, 'keys'))
  if (databaseUrl === null) {
    return warning(
      `The ring opens (key ${ring.currentKeyId}), and lies beside the data: it protects a stolen copy, not a stolen disk.`,
      'Use a database on another machine (DATABASE_URL), or an encrypted disk. Back up the folder keys apart from the data.',
    )
  }
  return good(`The ring opens (key ${ring.currentKeyId}) and lies apart from the data.`)
}

function checkDisk(home: string) {
  const { bavail, bsize } = statfsSync(existsSync(home) ? home : path.dirname(home))
  const free = bavail * bsize
  const says = `${(free / GIB).toFixed(1)} GiB free where LETHE_HOME is.`
  return free < LEAST_FREE_BYTES ? bad(says, 'Free some space: below 1 GiB the database may stop.') : good(says)
}

function checkBackups({ home, databaseUrl }: Env, now = Date.now()) {
  if (databaseUrl !== null) return skipped('The database is given: its backups are its operator’s.')
  const folder = path.join(home, 'backups')
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.zip')) : []
  const newest = Math.max(0, ...files.map((name) => statSync(path.join(folder, name)).mtimeMs))
  const days = (now - newest) / DAY_MS
  if (newest > 0 && days <= OLDEST_COPY_DAYS) return good(`The newest copy is ${days.toFixed(1)} days old.`)
  const says = newest === 0 ? 'There is no copy of the database.' : `The newest copy is ${Math.floor(days)} days old.`
  return warning(says, `Make one each day: bin/lethe backup ${path.join(folder, 'daily-DATE.zip')}`)
}

/** `swaps`: /proc/swaps; a header line, then one line for each. */
export function checkSwap(swaps: string | null) {
  if (swaps === null) return skipped('This system does not say whether it swaps.')
  if (swaps.trim().split('\n').length < 2) return good('Memory is not swapped to a disk.')
  return warning(
    'This machine swaps: log text in memory may be written to its disk.',
    'Switch swap off (swapoff -a), or encrypt it.',
  )
}

/** `limits`: /proc/self/limits. */
export function checkCoreDumps(limits: string | null) {
  const soft = limits === null ? undefined : /^Max core file size\s+(\S+)/m.exec(limits)?.[1]
  if (soft === undefined) return skipped('This system does not say whether it writes core dumps.')
  if (soft === '0') return good('A crash writes no memory to a disk.')
  return warning('A crash may write memory, log text in it, to a disk.', 'Start Lethe under `ulimit -c 0`.')
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
