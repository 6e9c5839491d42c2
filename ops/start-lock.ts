import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { codeOf, explainFileError } from './ops-error.ts'
import { identityOf } from './process-identity.ts'

/**
 * One process per lock file, named by number and start time. A lock whose process has ended is taken over.
 * Returns true if the lock is now ours, false if a living process holds it.
 */
export function takeLock(path: string): boolean {
  const mine = `${path}.${process.pid}`
  try {
    writeFileSync(mine, identityOf(process.pid) ?? String(process.pid))
    while (!linked(mine, path)) {
      const holder = holderOf(path)
      if (holder !== null && identityOf(Number.parseInt(holder, 10)) === holder) return false
      removeStale(path, holder)
    }
    return true
  } catch (error) {
    explainFileError(error, 'the lock of the database', path)
  } finally {
    rmSync(mine, { force: true })
  }
}

export function releaseLock(path: string): void {
  rmSync(path, { force: true })
}

/** What stands in the lock file, null without one. */
export function holderOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Set aside first: between reading and removing, another process may have taken the lock over, and keeps it. */
function removeStale(path: string, stale: string | null): void {
  const aside = `${path}.aside.${process.pid}`
  try {
    renameSync(path, aside)
    if (holderOf(aside) !== stale) linked(aside, path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}
