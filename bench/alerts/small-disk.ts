import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A disk of 400 MB in memory, for a house that is to run out of room. One in a process. */
let disk: string | null = null

export function mountSmallDisk(): string {
  disk = mkdtempSync(path.join(os.tmpdir(), 'lethe-disk-'))
  const run = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=711', 'tmpfs', disk])
  if (run.status !== 0) throw new Error('not run: a small disk needs the right to mount one')
  return disk
}

/** Until nothing more goes on it. Answers what makes room again. */
export function fillSmallDisk(): () => void {
  const ballast = path.join(disk ?? '', 'ballast')
  try {
    const { bavail, bsize } = statfsSync(path.dirname(ballast))
    writeFileSync(ballast, Buffer.alloc(bavail * bsize))
  } catch {
    // Full: what was asked for.
  }
  return () => rmSync(ballast)
}

export function unmountSmallDisk(): void {
  if (disk) spawnSync('umount', ['-l', disk])
  if (disk) rmSync(disk, { recursive: true, force: true })
  disk = null
}
