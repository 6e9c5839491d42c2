import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'

/**
 * Says which process a number means. Numbers are used again, in containers within seconds, so a remembered number alone
 * proves nothing: the start time belongs to it. Null where no such process lives.
 */
export function identityOf(pid: number): string | null {
  if (!isAlive(pid)) return null
  try {
    // proc(5): the second field is the name in brackets and may hold spaces; start time is field 22, state field 3.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? null : `${pid}@${fields[19]}`
  } catch {
    const started = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).stdout?.trim()
    return started ? `${pid}@${started}` : null
  }
}

/** True for a PostgreSQL server that works in this data folder. */
export function servesFolder(pid: number, dataDir: string): boolean {
  if (identityOf(pid) === null) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir)
  } catch {
    const command = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? ''
    return command.includes('postgres') && command.includes(dataDir)
  }
}

/** Waits until the process has ended; false when it still lives after `timeoutMs`. */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (identityOf(pid) !== null) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
