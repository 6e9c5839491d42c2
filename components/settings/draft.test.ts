import { describe, expect, it } from 'vitest'
import { fromDraft, toDraft } from './draft.ts'

const settings = {
  ip: 'redact',
  mac: 'keep',
  placeholder: 'typed',
  fields: ['depot_code', 'badge no'],
  patterns: [{ name: 'order', pattern: ' ORD-[0-9]{6}' }],
  allowKeep: { pii: true, custom: false },
} as const

describe('the form of the redaction settings', () => {
  it('gives back what it was given', () => {
    const given = { ...settings, fields: [...settings.fields], patterns: [...settings.patterns] }
    expect(fromDraft(toDraft(given))).toEqual(given)
  })

  it('leaves out blank lines, doubles and empty rows, and keeps blanks inside a pattern', () => {
    const draft = toDraft({ ...settings, fields: [], patterns: [] })
    const filled = {
      ...draft,
      fields: ' a1 \n\n a1\nb2',
      patterns: [
        { key: 0, name: ' ', pattern: '' },
        { key: 1, name: 'order ', pattern: 'a b ' },
      ],
    }
    expect(fromDraft(filled)).toMatchObject({ fields: ['a1', 'b2'], patterns: [{ name: 'order', pattern: 'a b ' }] })
  })
})
