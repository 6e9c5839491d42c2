/** Text of an analysis or an alert, made safe for Slack's mrkdwn. docs.slack.dev, "Formatting message text". */

const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g
const ESCAPES = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })
const MORE = '…'

/** Without terminal escapes, controls, bidi marks and characters that cannot be seen. One line. */
export function plain(text: string): string {
  return text.toWellFormed().replace(ESCAPES, '').replace(/\s+/g, ' ').replace(HIDDEN, '').trim()
}

/**
 * At most `maxChars` UTF-16 units once escaped, cut between graphemes, with an ellipsis where something is missing. `& < >`
 * are escaped, so that nothing is a mention, a link or a channel; what would end or begin formatting is defused.
 */
export function mrkdwn(text: string, maxChars: number): string {
  return fitted(defused(plain(text)), maxChars, escaped)
}

/** The same for a `plain_text` object, where marks mean nothing; Slack keeps `& < >` as entities in every text. */
export function plainText(text: string, maxChars: number): string {
  return fitted(plain(text), maxChars, escaped)
}

/** For the inside of a code span or block: no back-tick can end it. */
export function code(text: string, maxChars: number): string {
  return fitted(plain(text).replaceAll('`', 'ˋ'), maxChars, escaped)
}

/** `<url|label>`, or nothing where the address is not one that a person may be sent to. */
export function link(url: string, label: string): string | null {
  if (!/^https?:\/\//.test(url) || url.length > 2_000 || !URL.canParse(url)) return null
  const address = new URL(url).href.replace(/[|<>]/g, encodeURIComponent)
  return `<${escaped(address)}|${mrkdwn(label, 60).replaceAll('|', '/')}>`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Marks of mrkdwn get a look-alike; an `@` of a group word gets a word joiner's place taken by a full-width sign. */
function defused(text: string): string {
  return text
    .replaceAll('`', 'ˋ')
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replace(/@(?=channel|here|everyone|group)/gi, '＠')
}

function fitted(text: string, maxChars: number, write: (piece: string) => string): string {
  const whole = write(text)
  if (whole.length <= maxChars) return whole
  let out = ''
  for (const { segment } of GRAPHEMES.segment(text.slice(0, maxChars + 64))) {
    const piece = write(segment)
    if (out.length + piece.length > maxChars - MORE.length) break
    out += piece
  }
  return `${out.trimEnd()}${MORE}`
}
