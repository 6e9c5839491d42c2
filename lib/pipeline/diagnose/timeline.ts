import type { Diagnosis } from '../analysis.ts'
import type { Candidate } from './candidate.ts'
import type { Row } from './row.ts'
import { cut } from './sentences.ts'
import type { LogView } from './view.ts'

type Event = Diagnosis['timeline'][number]

const MAX_EVENTS = 14
const CHANGE =
  /\b(?:deploy(?:ed|ing|ment (?:started|of))|rolling out|rolled out|rollout (?:started|to)|new (?:version|release)|config(?:uration)? (?:re)?loaded|reloading config|scal(?:ed|ing) (?:up|down)|feature flag|migrat(?:ion|ing)|failover|promoted to primary|restart(?:ed|ing)|starting .{0,30}version)\b/i
export const RECOVERY =
  /\b(?:recovered|reconnected|re-?established|back to normal|is healthy again|became healthy|(?:retry|attempt) \d{0,3} ?(?:of \d{1,3} )?(?:succeeded|successful)|succeeded (?:after|on) (?:\d{1,3} )?(?:retr|attempt)\w*|circuit (?:breaker )?(?:\w{1,30} )?clos(?:ed|ing)|(?:connection|connectivity|service|quorum) (?:\w{1,20} )?restored|(?:incident|alert|alarm|issue|problem|outage)\b.{0,40}\bresolved)\b/i

/** What happened in the order of the log: changes, the first line of the cause, symptoms, the onset of errors, recovery, the end. */
export function timelineOf(
  view: LogView,
  best: Candidate | null,
  others: readonly Candidate[],
  end: number | null,
): Event[] {
  const events = new Map<number, Event>()
  const add = (row: Row | undefined, kind: Event['kind'], label: string): void => {
    if (row && !events.has(row.number))
      events.set(row.number, { line: row.number, at: isoOf(row.at), label: cut(label, 240), kind })
  }
  const addRow = (row: Row | undefined, kind: Event['kind']): void => {
    if (row) add(row, kind, labelOf(row))
  }
  if (best) {
    // One line is the cause; further shapes of it are what it looked like later.
    for (const [i, row] of distinctRows(best).slice(0, 5).entries())
      add(row, i === 0 && best.kind === 'cause' ? 'cause' : 'symptom', labelOf(row))
  }
  for (const other of others.slice(0, 4)) addRow(view.byNumber.get(other.firstLine), 'symptom')
  if (end !== null) addRow(view.byNumber.get(end), 'end')
  const first = best?.firstLine ?? Number.POSITIVE_INFINITY
  const changes = view.rows.filter(({ clean, echo, number }) => !echo && number <= first && CHANGE.test(clean))
  if (end === null) for (const row of changes.slice(-2)) addRow(row, 'change')
  const burst = burstOf(view)
  if (burst && end === null)
    add(
      view.rows.find(({ number }) => number >= burst),
      'burst',
      'Errors rise here.',
    )
  if (end === null)
    for (const row of view.rows.filter(({ clean, number }) => number > first && RECOVERY.test(clean)).slice(0, 2))
      addRow(row, 'recovery')
  return [...events.values()].sort((a, b) => a.line - b.line).slice(0, MAX_EVENTS)
}

/** The time stands beside it, so the words are enough; how often it came, where it came often. */
const labelOf = ({ message, count }: Row): string => (count > 1 ? `${cut(message, 200)} (${count} lines)` : message)

function distinctRows(candidate: Candidate): Row[] {
  const templates = new Set<number>()
  const rows: Row[] = []
  for (const { row } of candidate.facts) {
    if (templates.has(row.template)) continue
    templates.add(row.template)
    rows.push(row)
  }
  return rows
}

/** First line of the bucket in which errors rise most against those before, or null where they do not rise. */
export function burstOf(view: LogView): number | null {
  let before = 0
  let best: { line: number; rise: number } | null = null
  for (const [i, bucket] of view.buckets.entries()) {
    const usual = i === 0 ? 0 : before / i
    const rise = bucket.errors - usual
    if (bucket.errors >= 3 && rise >= 3 && rise > 2 * usual && rise > (best?.rise ?? 0))
      best = { line: bucket.firstLine, rise }
    before += bucket.errors
  }
  return best?.line ?? null
}

export const isoOf = (at: number | null): string | null => {
  const date = at === null ? null : new Date(at)
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString()
}
