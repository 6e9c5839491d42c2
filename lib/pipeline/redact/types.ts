import type { FindingClass } from './redaction.ts'
import { BUILT_IN_TYPES } from './rules/built-in-types.ts'
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

const VENDOR_PRIORITY = 90

const TYPES = new Map<string, FindingType>()
for (const { id, class: kind, priority, label } of BUILT_IN_TYPES) TYPES.set(id, { id, class: kind, priority, label })
for (const { id } of VENDOR_TOKENS)
  TYPES.set(id, { id, class: 'secret', priority: VENDOR_PRIORITY, label: `SECRET:${id}` })

const LABELS = new Set([...TYPES.values()].map((t) => t.label))
const PATTERN = 'custom-'

/** The type of this id. Throws for an id that no rule has: a mistake of ours. */
export function typeOf(id: string): FindingType {
  const type = TYPES.get(id) ?? (id.startsWith(PATTERN) ? patternType(id.slice(PATTERN.length)) : undefined)
  if (!type) throw new Error(`no finding type ${id}`)
  return type
}

/** Whether a placeholder with this label is one of ours, the names of a tenant's patterns aside. */
export function isLabel(label: string): boolean {
  return LABELS.has(label)
}

/** The type of a tenant's own pattern. */
export function patternType(name: string): FindingType {
  return { id: `${PATTERN}${name}`, class: 'custom', label: `CUSTOM:${name}`, priority: 44 }
}

/** The type that a person gave to a place they selected: one of ours, or plainly `selected`. */
export function typeForOverride(id: string): FindingType {
  return TYPES.get(id) ?? typeOf('selected')
}
