import { readFileSync, statSync } from 'node:fs'
import { chainProblem, type EvidenceRecord, parseEvidence } from './evidence-record.ts'

/** Evidence as a server reads it. What cannot be trusted is refused as a whole, and the reader is told why. */
export type Evidence =
  | { kind: 'none' }
  | { kind: 'refused'; why: string }
  | { kind: 'records'; records: readonly EvidenceRecord[] }

const FETCH_TIMEOUT_MS = 5_000
const KEPT_MS = 60_000
const MAX_BYTES = 32 * 1024 * 1024

let held: { place: string; stamp: string; evidence: Evidence } | undefined

/** `place`: a path, or an https address. Read again when the file has changed, an address once a minute. */
export async function readEvidence(place: string, nowMs = Date.now()): Promise<Evidence> {
  const remote = /^https?:\/\//.test(place)
  const stamp = remote ? String(Math.floor(nowMs / KEPT_MS)) : fileStamp(place)
  if (stamp === null) return { kind: 'none' }
  if (held?.place === place && held.stamp === stamp) return held.evidence
  const evidence = await (remote ? fetched(place) : Promise.resolve(read(place)))
  held = { place, stamp, evidence }
  return evidence
}

function fileStamp(path: string): string | null {
  const stat = statSync(/* turbopackIgnore: true */ path, { throwIfNoEntry: false })
  return stat === undefined ? null : `${stat.mtimeMs}/${stat.size}/${stat.ino}`
}

function read(path: string): Evidence {
  try {
    return evidenceIn(readFileSync(/* turbopackIgnore: true */ path, 'utf8'))
  } catch {
    return { kind: 'refused', why: 'The evidence cannot be read.' }
  }
}

async function fetched(address: string): Promise<Evidence> {
  try {
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })
    if (answer.status === 404) return { kind: 'none' }
    const text = answer.ok ? await answer.text() : ''
    if (text === '' || text.length > MAX_BYTES) throw new Error('no evidence')
    return evidenceIn(text)
  } catch {
    return { kind: 'refused', why: 'The evidence could not be fetched.' }
  }
}

/** Pure: the text of an evidence file. */
export function evidenceIn(text: string): Evidence {
  let records: EvidenceRecord[]
  try {
    records = parseEvidence(text)
  } catch {
    return { kind: 'refused', why: 'The evidence is damaged: a line of it is not a record.' }
  }
  const problem = chainProblem(records)
  if (problem !== null) return { kind: 'refused', why: `The evidence is refused. ${problem}` }
  return records.length === 0 ? { kind: 'none' } : { kind: 'records', records }
}
