import type { RedactionSettings } from '#lib/redaction-policy.ts'

/** The settings as they stand in the form: field names one a line, patterns in rows with keys of their own. */
export interface Draft extends Omit<RedactionSettings, 'fields' | 'patterns'> {
  fields: string
  patterns: readonly DraftPattern[]
}

export interface DraftPattern {
  /** Only for React: rows can be removed. */
  key: number
  name: string
  pattern: string
}

export function toDraft({ fields, patterns, ...rest }: RedactionSettings): Draft {
  return { ...rest, fields: fields.join('\n'), patterns: patterns.map((row, key) => ({ key, ...row })) }
}

/** Blank lines and rows with nothing in them are left out; `patterns[i]` is then the i-th row that holds something. */
export function fromDraft({ fields, patterns, ...rest }: Draft): RedactionSettings {
  return {
    ...rest,
    fields: fieldNames(fields),
    patterns: filledRows(patterns).map(({ name, pattern }) => ({ name: name.trim(), pattern })),
  }
}

export function filledRows(patterns: readonly DraftPattern[]): DraftPattern[] {
  return patterns.filter(({ name, pattern }) => name.trim() !== '' || pattern !== '')
}

const fieldNames = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean)
