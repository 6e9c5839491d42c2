import { fileProblem } from './file-problem.ts'
import { MAX_TAGS } from './limits.ts'

/**
 * The little of XML that a workbook needs: tags in their order, and text between them. One pass, no entities but the five of
 * the standard and numbers, no document types (textOf refuses them before).
 */

export interface Tag {
  /** Without its prefix. */
  name: string
  kind: 'open' | 'close' | 'whole'
  /** Text of its attributes. */
  attributes: string
  /** Places in the text: of `<`, and after `>`. */
  start: number
  end: number
}

/** How many tags may still be read; shared by the files of one workbook. */
export interface TagBudget {
  left: number
}

/** Comments, instructions and CDATA are passed over. Ends where the text is broken off. Throws Invalid where the budget ends. */
export function* tagsOf(xml: string, budget: TagBudget = { left: MAX_TAGS }): Generator<Tag> {
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    const passed = passedOver(xml, at)
    if (passed !== null) {
      at = passed
      continue
    }
    if (budget.left-- <= 0)
      throw fileProblem('The workbook holds more cells than a questionnaire.', 'Send the sheets with questions alone.')
    const end = endOfTag(xml, at)
    if (end === -1) return
    const inner = xml.slice(at + 1, end - 1)
    const [, slash = '', name = '', rest = ''] = /^(\/?)(?:[\w.-]+:)?([\w.-]+)([\s\S]*)$/.exec(inner) ?? []
    const whole = rest.endsWith('/')
    const kind = slash === '/' ? 'close' : whole ? 'whole' : 'open'
    yield { name, kind, attributes: whole ? rest.slice(0, -1) : rest, start: at, end }
    at = end
  }
}

function passedOver(xml: string, at: number): number | null {
  for (const [begin, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!xml.startsWith(begin, at)) continue
    const found = xml.indexOf(end, at + begin.length)
    return found === -1 ? xml.length : found + end.length
  }
  return null
}

/** After the `>` that ends the tag at `at`; one inside quotes is part of a value. */
function endOfTag(xml: string, at: number): number {
  let quote = ''
  for (let i = at + 1; i < xml.length; i++) {
    const sign = xml.charAt(i)
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return i + 1
  }
  return -1
}

/** Value of an attribute, whatever its prefix; '' where it is not there. */
export function attribute({ attributes }: Pick<Tag, 'attributes'>, name: string): string {
  const found = patternOf(name).exec(attributes)
  return decoded(found?.[1] ?? found?.[2] ?? '')
}

/** Made once a name: a sheet has several for each of its cells. */
const patterns = new Map<string, RegExp>()
function patternOf(name: string): RegExp {
  const made = patterns.get(name) ?? new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, made)
  return made
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text of an element: entities of the standard, CDATA, and `_x000D_` as spreadsheets write signs that XML has not. */
export function decoded(text: string): string {
  if (!/[&_]|<!\[/.test(text)) return text
  return text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => inner.replaceAll('&', '&amp;'))
    .replace(
      /&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{1,8});/g,
      (whole, name: string) => NAMED[name] ?? numbered(name) ?? whole,
    )
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function numbered(name: string): string | undefined {
  if (!name.startsWith('#')) return undefined
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
}

/** Text as it may stand in an element: escaped, without the signs that XML 1.0 has no place for. */
export function encoded(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '')
}
