/** Placeholders as they stand in redacted text, and what happens to input that only looks like one. */

/** What replaces a line that the time budget did not reach. */
export const UNSCANNED = '[REDACTED:UNSCANNED]'
/** The placeholder of a policy that says `literal`. */
export const LITERAL = '⟨redacted⟩'

/** `[EMAIL_1]`, `[SECRET:github-pat_12]`, `[CUSTOM:order-no_3]`, and the two above. Bounded everywhere. */
const MARKER =
  /\[(?:(?:EMAIL|CARD|IBAN|SSN|PHONE|IP|MAC|DOB|TAX|PII|BANK)_[1-9]\d{0,6}|(?:SECRET|PII|FINANCIAL|CUSTOM):[a-z0-9][a-z0-9-]{0,39}_[1-9]\d{0,6}|REDACTED:UNSCANNED)\]|⟨redacted⟩/g

/** Every well-formed placeholder of a text, in order. */
export function findMarkers(text: string): { start: number; end: number; text: string }[] {
  return [...text.matchAll(MARKER)].map((m) => ({ start: m.index, end: m.index + m[0].length, text: m[0] }))
}

/** The harmless twin of a marker-like input: same length, other brackets, never well formed. */
export function escapeMarker(marker: string): string {
  return `⟦${marker.slice(1, -1)}⟧`
}
