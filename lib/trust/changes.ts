import { CLAIMS } from './claim-list.ts'
import type { EvidenceRecord } from './evidence-record.ts'

/** An entry of the changes: written by people, or a change of the outcome of a claim's check. */
export interface Change {
  /** Stable: feeds know an entry by it. */
  id: string
  at: string
  title: string
  text: string
}

/** By hand, newest first. Never removed. */
const WRITTEN: readonly Change[] = [
  {
    id: 'claims-as-code',
    at: '2026-11-30T18:00:00.000Z',
    title: 'Claims are bound to checks that break their own subject',
    text: 'Each claim now has checks that run on the product and, in the same run, on a broken copy of it. Evidence is chained, can be signed, and can be verified offline.',
  },
  {
    id: 'disclosure-form',
    at: '2026-11-30T18:00:00.000Z',
    title: 'A form for reports of weaknesses',
    text: 'Reports are sealed and stored for the operator.',
  },
]

/** A check whose outcome differs from its run before, and what was announced. */
export function changesOf(
  records: readonly EvidenceRecord[],
  announced: readonly Change[] = [],
  limit = 200,
): Change[] {
  const last = new Map<string, string>()
  const titles = new Map(CLAIMS.map(({ id, title }) => [id, title]))
  const found: Change[] = []
  for (const { claim, check, outcome, finishedAt, hash } of records) {
    const before = last.get(`${claim}/${check}`)
    last.set(`${claim}/${check}`, outcome)
    // The first run of all is one entry, not a hundred.
    if (before === undefined || before === outcome) continue
    found.push({
      id: `run-${hash.slice(0, 16)}`,
      at: finishedAt,
      title: `${titles.get(claim) ?? claim}: ${outcome}`,
      text: `The check ${check} of claim ${claim} ended with ${outcome}; its run before ended with ${before}.`,
    })
  }
  return [...found, ...announced, ...WRITTEN].sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, limit)
}
