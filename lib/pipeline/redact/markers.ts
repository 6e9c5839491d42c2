import { isLabel } from './types.ts'

/** Placeholders as they stand in redacted text, and what happens to input that only looks like one. */

/** What replaces a line that the time budget did not reach. */
export const UNSCANNED = '[REDACTED:UNSCANNED]'
/** The placeholder of a policy that says `literal`. */
export const LITERAL = '⟨redacted⟩'

/** `[EMAIL_1]`, `[SECRET:github-pat_12]`, `[CUSTOM:order-no_3]`, and the two above. Bounded everywhere. */
const MARKER = /\[(?:([A-Z]{2,10}(?::[a-z0-9][a-z0-9-]{0,39})?)_([1-9]\d{0,6})|REDACTED:UNSCANNED)\]|⟨redacted⟩/g
/** Their harmless twins, as `escapeMarker` writes them. Opaque too, so that what was escaped once is settled. */
const TWIN = /⟦(?:([A-Z]{2,10}(?::[a-z0-9][a-z0-9-]{0,39})?)_([1-9]\d{0,6})|REDACTED:UNSCANNED)⟧|‹redacted›/g

export interface Marker {
  start: number
  end: number
  text: string
  /** Empty for the two that carry no ordinal. */
  label: string
  ordinal: number
}

/**
 * Every well-formed placeholder of a text, in order. Well-formed means: of a type that exists, or named as one of the tenant's
 * patterns, so that nothing can be carried past the redactor inside brackets.
 */
export function findMarkers(text: string, patternNames: ReadonlySet<string>): Marker[] {
  return find(text, MARKER, patternNames)
}

/** Every escaped marker of a text, in order. */
export function findTwins(text: string, patternNames: ReadonlySet<string>): Marker[] {
  return text.includes('⟦') || text.includes('‹') ? find(text, TWIN, patternNames) : []
}

function find(text: string, pattern: RegExp, patternNames: ReadonlySet<string>): Marker[] {
  const found: Marker[] = []
  for (const m of text.matchAll(pattern)) {
    const label = m[1] ?? ''
    if (label && !isLabel(label) && !(label.startsWith('CUSTOM:') && patternNames.has(label.slice(7)))) continue
    found.push({ start: m.index, end: m.index + m[0].length, text: m[0], label, ordinal: Number(m[2] ?? 0) })
  }
  return found
}

/** The harmless twin of a marker-like input: same length, other brackets, never well formed. */
export function escapeMarker(marker: string): string {
  return marker.startsWith('⟨') ? `‹${marker.slice(1, -1)}›` : `⟦${marker.slice(1, -1)}⟧`
}
