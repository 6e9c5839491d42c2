import { describe, expect, it } from 'vitest'
import { listTypes, NOT_DETECTED } from './catalog.ts'
import { redact } from './redact.ts'
import { BUILT_IN_TYPES } from './rules/built-in-types.ts'
import { SEEN_SOURCES } from './rules/seen-sources.ts'

const entries = listTypes()
const NEEDS_A_PERSON = new Set(['field', 'pattern', 'value', 'selected'])

describe('the list of types', () => {
  it('names each type once, with a rule, an example, a source and its limits', () => {
    expect(new Set(entries.map((e) => e.type)).size).toBe(entries.length)
    const thin = entries.filter((e) => !e.rule || !e.example || !e.limits || !e.source.startsWith('https://'))
    expect(thin).toEqual([])
  })

  it.each(BUILT_IN_TYPES.filter((t) => !NEEDS_A_PERSON.has(t.id)).map((t) => [t.id, t.example, t.class] as const))(
    'shows an example of %s that the redactor takes for what it is',
    (id, example, kind) => {
      const { findings } = redact(example)
      expect(findings.map((f) => f.class)).toContain(kind)
      if (id !== 'password-hash') expect(findings.map((f) => f.type)).toContain(id)
    },
  )

  it('marks as seen only addresses that stand in the table', () => {
    const sources = new Set(entries.map(({ source }) => source))
    expect([...SEEN_SOURCES].filter((source) => !sources.has(source))).toEqual([])
    expect(entries.filter(({ seen }) => seen).length).toBeGreaterThan(SEEN_SOURCES.size)
  })

  it('says plainly what is not detected', () => {
    expect(NOT_DETECTED.join(' ')).toMatch(/Names of people.*Postal addresses/)
  })
})
