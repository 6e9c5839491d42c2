import type { FindingClass } from './redaction.ts'
import { BUILT_IN_TYPES } from './rules/built-in-types.ts'
import { SEEN_SOURCES } from './rules/seen-sources.ts'
import { VENDOR_TOKENS } from './rules/vendor-tokens.ts'
import { seededRandom } from './seeded-random.ts'
import { exampleOf, parseFormat } from './token-format.ts'
import { typeOf } from './types.ts'

/** One row of the public page about redaction: everything a reader needs to judge a rule. */
export interface CatalogEntry {
  type: string
  class: FindingClass
  title: string
  /** As it stands in a redacted log. */
  placeholder: string
  /** In words; for vendors' tokens their format. */
  rule: string
  /** Log text with a made-up value. */
  example: string
  /** Where the rule comes from: a vendor's page, an RFC, a standard. */
  source: string
  /** For vendors' tokens: whether the address was found cited in public documents (`seen-sources.ts`). */
  seen: boolean
  limits: string
  /** The vendor, for vendors' tokens. */
  vendor: string | null
}

/** What no rule looks for. Printed as it is. */
export const NOT_DETECTED: readonly string[] = [
  'Names of people.',
  'Postal addresses in free text.',
  'Secrets in prose without a name, an operator or a known form ("my dog is called Rex7").',
  'Health, religion, political views and other sensitive facts told in words.',
  'Text inside pictures and archives. (Pictures are read and masked by another part.)',
  'Values that are encrypted, compressed, or encoded in a way not listed (base64, percent, JSON).',
]

const VENDOR_LIMITS = 'A token cut off below its shortest form, or split over two lines, is found only by its name.'

/** Every type with its rule, an example, its source and its limits, from the same tables that the redactor runs on. */
export function listTypes(): CatalogEntry[] {
  const own = BUILT_IN_TYPES.map((t) => ({
    type: t.id,
    class: t.class,
    title: t.title,
    placeholder: `[${t.label}_1]`,
    rule: t.rule,
    example: t.example,
    source: t.source,
    seen: false,
    limits: t.limits,
    vendor: null,
  }))
  const vendors = VENDOR_TOKENS.map((t) => ({
    type: t.id,
    class: typeOf(t.id).class,
    title: `${t.vendor}: ${t.id.replaceAll('-', ' ')}`,
    placeholder: `[${typeOf(t.id).label}_1]`,
    rule: describeFormat(t.format),
    example: exampleOf(parseFormat(t.format), seededRandom(`catalog ${t.id}`)),
    source: t.source,
    seen: SEEN_SOURCES.has(t.source),
    limits: VENDOR_LIMITS,
    vendor: t.vendor,
  }))
  return [...own, ...vendors]
}

const SET_WORDS: Readonly<Record<string, string>> = {
  d: 'digits',
  h: 'hexadecimal digits',
  H: 'hexadecimal digits',
  U: 'upper-case hexadecimal digits',
  l: 'lower-case letters',
  u: 'upper-case letters',
  a: 'letters',
  m: 'lower-case letters and digits',
  M: 'upper-case letters and digits',
  n: 'letters and digits',
}

/** `ghp_<n36>` in words: “ghp_”, then 36 letters and digits. */
function describeFormat(format: string): string {
  return [...format.matchAll(/<([a-zA-Z])(\d+)(?:-(\d+)|(\+))?>|[^<]+/g)]
    .map(([whole, set, min, max, open]) => {
      if (set === undefined) return `“${whole}”`
      const what = SET_WORDS[set] ?? 'letters, digits and signs'
      const count = open ? `${min} or more` : max ? `${min} to ${max}` : min
      return `${count} ${what}`
    })
    .join(', then ')
}
