/** Texts made to be slow: each below the limit of a pasted body. Names say what they bait. */

const KB = 1_024

const fill = (piece: string, chars: number): string => piece.repeat(Math.ceil(chars / piece.length)).slice(0, chars)

/** Lines of at most 16,000 characters that hold `text`, since a longer one is refused. */
function inLines(text: string): string[] {
  const lines: string[] = []
  for (let at = 0; at < text.length; at += 16_000) lines.push(text.slice(at, at + 16_000))
  return lines
}

export const ATTACKS: Readonly<Record<string, readonly string[]>> = {
  'nested quantifiers': inLines(fill('a', 450 * KB)),
  'names without values': inLines(fill('password=', 450 * KB)),
  'names and operators': inLines(fill('secret : "', 400 * KB)),
  'at signs': inLines(fill('a@', 450 * KB)),
  'dots and hyphens': inLines(fill('a-b.c_', 450 * KB)),
  'PEM that never ends': inLines(fill(`-----BEGIN ${'RSA'} PRIVATE KEY-----`, 450 * KB)),
  'token prefixes': inLines(fill(['gh', 'p_'].join('') + ['xo', 'xb-'].join(''), 450 * KB)),
  'web tokens': inLines(fill(['ey', 'J'].join(''), 450 * KB)),
  'deep JSON': inLines(fill('{"a":', 320 * KB)),
  digits: inLines(fill('4111 1111 ', 450 * KB)),
  'percent signs': inLines(fill('%25', 450 * KB)),
  'back-slashes': inLines(fill('\\\\"', 220 * KB)),
  'brackets like placeholders': inLines(fill('[EMAIL_1', 450 * KB)),
  '20,000 short lines': Array.from({ length: 12_000 }, (_, i) => `E${i} fail`),
  'one long line in pieces': inLines(fill('Zx9/', 450 * KB)),
}
