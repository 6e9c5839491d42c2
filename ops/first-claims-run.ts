import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { sourceHashOf } from '../lib/trust/source-hash.ts'
import { evidenceOf } from './claims/write-evidence.ts'

const ROOT = path.dirname(import.meta.dirname)
const MAX_MS = 10 * 60_000
/** Behind everything that serves people. */
const NICE = 15

/**
 * Begins a run of the claims in the background where the evidence knows nothing of this source yet. It has a server and a
 * database of its own, which end with it. Returns what ends it early.
 */
export function runClaimsOnce(evidence: string, say: (line: string) => void): () => void {
  if (/^https?:/.test(evidence) || isKnown(evidence)) return () => {}
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(ROOT, 'ops/claims.ts'), '--quiet'],
    { cwd: ROOT, stdio: 'ignore', detached: true, env: { ...process.env, LETHE_EVIDENCE: evidence } },
  )
  if (child.pid !== undefined) os.setPriority(child.pid, NICE)
  const end = () => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(child.pid, 'SIGTERM')
  }
  const timer = setTimeout(end, MAX_MS)
  timer.unref()
  child.once('exit', () => clearTimeout(timer))
  child.unref()
  say('The checks of the claims run in the background, once; the public pages show what they find.')
  return end
}

/** Whether this source was checked before. Evidence that cannot be read is left alone: the pages say that it is refused. */
function isKnown(evidence: string): boolean {
  try {
    const source = sourceHashOf(ROOT)
    return evidenceOf(evidence).some(({ sourceHash }) => sourceHash === source)
  } catch {
    return true
  }
}
