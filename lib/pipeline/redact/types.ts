import type { FindingClass } from './redaction.ts'
import { VENDOR_TOKENS } from './rules/vendor-tokens.ts'

/** What one type of finding is, as it is counted in receipts and written in placeholders. */
export interface FindingType {
  id: string
  class: FindingClass
  /** The part of the placeholder before `_1`. */
  label: string
  /** Who wins where two findings cover the same place; the larger. */
  priority: number
}

const LABELS: Readonly<Record<string, string>> = {
  email: 'EMAIL',
  phone: 'PHONE',
  ssn: 'SSN',
  dob: 'DOB',
  ip: 'IP',
  mac: 'MAC',
  'tax-id': 'TAX',
  card: 'CARD',
  cvv: 'CVV',
  iban: 'IBAN',
  account: 'ACCOUNT',
}

/** The types that are no vendor's: id, class, priority. */
const BUILT_IN: readonly (readonly [string, FindingClass, number])[] = [
  ['private-key', 'secret', 95],
  ['discord-bot-token', 'secret', 90],
  ['mailgun-signing-key', 'secret', 90],
  ['jwt', 'secret', 88],
  ['url-password', 'secret', 85],
  ['password-hash', 'secret', 80],
  ['password', 'secret', 70],
  ['client-secret', 'secret', 70],
  ['secret', 'secret', 69],
  ['authorization', 'secret', 68],
  ['cookie', 'secret', 68],
  ['token', 'secret', 67],
  ['api-key', 'secret', 66],
  ['session', 'secret', 65],
  ['credential', 'secret', 64],
  ['signature', 'secret', 63],
  ['service-key', 'secret', 50],
  ['card', 'financial', 78],
  ['iban', 'financial', 77],
  ['cvv', 'financial', 62],
  ['account', 'financial', 61],
  ['ssn', 'pii', 76],
  ['email', 'pii', 60],
  ['phone', 'pii', 40],
  ['dob', 'pii', 39],
  ['tax-id', 'pii', 38],
  ['mac', 'pii', 31],
  ['ip', 'pii', 30],
  ['field', 'custom', 45],
  ['pattern', 'custom', 44],
  ['value', 'custom', 96],
  ['selected', 'custom', 97],
]

const TYPES = new Map<string, FindingType>()
for (const [id, kind, priority] of BUILT_IN)
  TYPES.set(id, {
    id,
    class: kind,
    priority,
    label: LABELS[id] ?? (kind === 'custom' ? `CUSTOM:${id}` : `SECRET:${id}`),
  })
for (const { id } of VENDOR_TOKENS) TYPES.set(id, { id, class: 'secret', priority: 90, label: `SECRET:${id}` })

const PATTERN = 'custom-'

/** The type of this id. Throws for an id that no rule has: a mistake of ours. */
export function typeOf(id: string): FindingType {
  const type = TYPES.get(id) ?? (id.startsWith(PATTERN) ? patternType(id.slice(PATTERN.length)) : undefined)
  if (!type) throw new Error(`no finding type ${id}`)
  return type
}

/** Whether a placeholder with this label is one of ours, the names of a tenant's patterns aside. */
export function isLabel(label: string): boolean {
  return LABEL_SET.has(label)
}

const LABEL_SET = new Set([...TYPES.values()].map((t) => t.label))

/** The type of a tenant's own pattern. */
export function patternType(name: string): FindingType {
  return { id: `${PATTERN}${name}`, class: 'custom', label: `CUSTOM:${name}`, priority: 44 }
}

/** The type that a person gave to a place they selected: one of ours, or plainly `selected`. */
export function typeForOverride(id: string): FindingType {
  return TYPES.get(id) ?? typeOf('selected')
}
