/**
 * One spelling for the eye and for the comparison: compatibility forms are folded (NFKC), invisible and control
 * characters go, and only plain or listed typographic signs stay. Letters and numbers outside ASCII are left standing, so
 * that the vocabulary, which is ASCII, refuses them: a look-alike never passes for the word it imitates.
 */

const PLAIN = /^[\t\n\r\x20-\x7e]*$/
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}\p{DI}]/gu
const SIGNS = /[^\p{L}\p{M}\p{N}\n\x20-\x7e–—‘’“”…×→•]/gu

/** Colours of a terminal, real or written out as `^[[31m`. */
const COLOURS = /(?:\x1b|\^\[)\[[0-9;]{0,20}[A-Za-z]/g

/** Total and idempotent. White space becomes single spaces, line ends stay; the ends are trimmed. */
export function foldText(text: string): string {
  const uncoloured = text.replace(COLOURS, '')
  const folded = PLAIN.test(uncoloured) ? uncoloured : unfoldable(uncoloured)
  return folded
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

function unfoldable(text: string): string {
  // Twice: taking an invisible sign out may bring two characters together that compose.
  const once = text.normalize('NFKC').replace(INVISIBLE, '').normalize('NFKC')
  return once.replace(SIGNS, ' ')
}
