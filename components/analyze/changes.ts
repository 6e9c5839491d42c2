import type { RedactionPlace } from './protocol.ts'

/** One thing that a person changed about the redaction of this one log. */
export type Change =
  /** A place of the original stays as it is although a rule matched; the server looks again whether it may. */
  | { kind: 'keep'; place: RedactionPlace }
  /** A value is struck out wherever it stands. It never leaves the worker and the page. */
  | { kind: 'redact'; value: string }

/** In the order they were made. Nothing of it outlives the analysis but the kept places. */
export interface Changes {
  /** Grows with every change and every undo. */
  version: number
  list: readonly Change[]
}

/** What a workspace lets its members keep; secrets and financial data never. */
export interface AllowKeep {
  pii: boolean
  custom: boolean
}

export const NO_CHANGES: Changes = { version: 0, list: [] }

/** As many as a request may carry. */
export const MAX_KEPT = 1_000
/** Shorter values stand everywhere. The redactor's own least for an exact value. */
export const MIN_SELECTED_CHARS = 4
export const MAX_SELECTED_CHARS = 500

export const keptOf = ({ list }: Changes): RedactionPlace[] =>
  list.flatMap((change) => (change.kind === 'keep' ? [change.place] : []))

export const selectedOf = ({ list }: Changes): string[] =>
  list.flatMap((change) => (change.kind === 'redact' ? [change.value] : []))

export function withChange({ version, list }: Changes, change: Change): Changes {
  if (list.some((known) => isSame(known, change))) return { version: version + 1, list }
  return { version: version + 1, list: [...list, change] }
}

export function withoutChange({ version, list }: Changes, change: Change): Changes {
  return { version: version + 1, list: list.filter((known) => !isSame(known, change)) }
}

function isSame(a: Change, b: Change): boolean {
  if (a.kind === 'redact' || b.kind === 'redact')
    return a.kind === b.kind && 'value' in a && 'value' in b && a.value === b.value
  return a.place.line === b.place.line && a.place.start === b.place.start && a.place.end === b.place.end
}

/** Why a place cannot be kept, in one sentence; null where it can. The server's own rule, so that nobody is promised more. */
export function whyNotKept(place: RedactionPlace, allow: AllowKeep, kept: number): string | null {
  if (place.class === 'secret') return 'Secrets are never kept: whoever reads the answer would hold them.'
  if (place.class === 'financial') return 'Card and account numbers are never kept.'
  if (place.type === 'marker') return 'It looked like one of our placeholders, so it is written differently.'
  if (place.type === 'value' || place.type === 'selected') return 'You chose to redact it. Undo that to keep it.'
  if (place.class === 'pii' && !allow.pii)
    return 'This workspace keeps no personal data; its owner or an admin can allow it.'
  if (place.class === 'custom' && !allow.custom)
    return 'This workspace keeps nothing that its own rules name; its owner or an admin can allow it.'
  return kept >= MAX_KEPT ? `At most ${MAX_KEPT.toLocaleString('en')} places can be kept in one analysis.` : null
}

/** Why a selection cannot be redacted, in one sentence; null where it can. */
export function whyNotSelected(value: string): string | null {
  if (value.length < MIN_SELECTED_CHARS)
    return `Select ${MIN_SELECTED_CHARS} characters or more: a shorter value stands everywhere.`
  if (value.length > MAX_SELECTED_CHARS) return `Select at most ${MAX_SELECTED_CHARS} characters.`
  return /[\r\n]/.test(value) ? 'Select within one line.' : null
}
