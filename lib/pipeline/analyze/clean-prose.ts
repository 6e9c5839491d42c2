/**
 * Prose of a model, made harmless wherever it may be shown: one line of plain text, without terminal escapes, control,
 * bidi and invisible characters, without HTML, Markdown and links, never longer than asked for. Placeholders of the
 * redactor (`[EMAIL_1]`) and of templates (`<*>`) stay.
 */

const ESCAPES =
  /\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)?|\x1b.?|\x9b[0-?]{0,64}[@-~]?/gs
/** Controls, everything that Unicode says is shown as nothing (soft hyphen, bidi and zero-width marks, tags), separators, private use, half pairs. */
const HIDDEN = /[\p{Cc}\p{DI}\p{Cs}\p{Co}\u2028\u2029\ufff9-\ufffc]/gu
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g

const IMAGE_OR_LINK = /!?\[([^\][]{0,400})\]\((?:[^()]|\([^()]{0,400}\)){0,2000}\)?/g
const REFERENCE = /\[([^\][]{1,400})\](?:\[[^\][]{0,200}\]|:\s*(?=\S))/g
const URL_LIKE = /[a-z][a-z0-9+.-]{0,20}:\/\/\S*|www\.\S+|(?:javascript|data|vbscript|mailto|tel|file):\S+/gi
const TAG = /<\/?[a-z][a-z0-9:-]{0,40}(?:\s[^<>]{0,2000}|\/)?>|<!--[^<>]{0,2000}(?:-->)?|<[!?][^<>]{0,2000}>?/gis
const ENTITY = /&(?:#x?[0-9a-f]{1,8}|[a-z]{2,20});?/gi
/** What would still open a tag: shown with a sign that no page reads as markup. */
const OPENS_TAG = /<(?=[a-z/!?@#])/gi
const HIDDEN_MENTION = /@(?=(?:here|channel|everyone)\b)/gi

/** Characters read of a field, as a multiple of what may be kept: markup is longer than what it leaves. */
const READ_FACTOR = 8

export function cleanProse(given: string, maxChars: number): string {
  const plain = withoutHidden(given.slice(0, maxChars * READ_FACTOR))
  return cutProse(withoutMarkup(plain).replace(/\s+/g, ' ').trim(), maxChars)
}

/** Terminal escapes and characters that hide or reorder text, out; line breaks become blanks. Words stay as they are. */
export function withoutHidden(text: string): string {
  return text.replace(ESCAPES, '').replace(BREAKS, ' ').replace(HIDDEN, '')
}

function withoutMarkup(text: string): string {
  let plain = text
  // What one round uncovers (`[[a](b)](c)`, `<<b>script>`) is taken out by the next.
  for (let round = 0; round < 4; round++) {
    const before = plain
    plain = plain.replace(ENTITY, ' ').replace(TAG, '').replace(IMAGE_OR_LINK, '$1').replace(REFERENCE, '[$1] ')
    plain = plain.replace(URL_LIKE, '(link removed)')
    if (plain === before) break
  }
  return plain
    .replace(/\]\(/g, '] (')
    .replace(OPENS_TAG, '‹')
    .replace(/`+|\*\*+|~~+/g, '')
    .replace(/^(?:\s*(?:#{1,6}|>+|[-*+]|\|)\s)+/, '')
    .replace(/\s#{1,6}\s/g, ' ')
    .replace(HIDDEN_MENTION, '@ ')
}

/** Cut at the end with `…`; surrogate pairs stay whole. */
export function cutProse(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  return `${text
    .slice(0, maxChars - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}
