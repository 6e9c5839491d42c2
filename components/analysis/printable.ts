/**
 * Escape sequences of terminals (ECMA-48 and xterm): strings that end with BEL or ST (OSC, DCS, SOS, PM, APC), control
 * sequences (CSI), and the short ones. Unfinished strings end at the line's end, so that one stray ESC cannot swallow a log.
 */
const ESCAPES =
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\r\n]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?/g

/** What would run two words together if it merely vanished: line ends inside one line, and Unicode's own. */
const BREAKS = /\r\n|[\r\v\f\x85\u2028\u2029]/g

/**
 * What shows nothing but changes what is shown, or carries hidden text: C0 and C1 controls, bidi marks and isolates
 * (UAX #9), zero-width characters, invisible operators, tags, and the variation selectors of plane 14.
 * The zero-width joiners stay: scripts and emoji need them.
 */
const INVISIBLE =
  /[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e01ef}]/gu

/** Cheap test for the usual line, in which nothing needs to go. */
const PLAIN = /^[\t\n -~]*$/

/**
 * Log text is hostile: this is what of it may be shown or copied, as text. Tabs and line feeds stay; terminal escapes,
 * control characters, bidi marks and invisible characters go; half a surrogate pair becomes U+FFFD.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(ESCAPES, '').replace(BREAKS, ' ').replace(INVISIBLE, '').toWellFormed()
}

/** The same for what must stay on one line, such as a table cell or a document's title. */
export function printableLine(text: string): string {
  return printable(text).replaceAll(/[\t\n]+/g, ' ')
}

/** A sentence of an analysis: on one line, what the vocabulary guard masked shown as everywhere. */
export function printableProse(text: string): string {
  return printableLine(text).replaceAll('<*>', '⋯')
}
