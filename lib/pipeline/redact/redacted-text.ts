/**
 * Text that has passed the redactor. Rooms behind the redactor (`analyze`, `deliver`, `record`, `queue`) accept nothing
 * else, so a path that forgets to redact does not compile. Only files in this folder may make one.
 */
declare const redacted: unique symbol
export type RedactedText = string & { readonly [redacted]: true }

/** The one cast. Called by `redact` and `recheck`, and by the cutters below, whose output is a part of redacted text. */
export function asRedacted(text: string): RedactedText {
  return text as RedactedText
}

/** A part of redacted text is redacted. Offsets in UTF-16 units, as `String.prototype.slice`. */
export function sliceRedacted(text: RedactedText, start: number, end?: number): RedactedText {
  return asRedacted(text.slice(start, end))
}

/** Redacted pieces joined by a separator of ours stay redacted. */
export function joinRedacted(parts: readonly RedactedText[], separator: '\n' | ' ' | '' = '\n'): RedactedText {
  return asRedacted(parts.join(separator))
}
