import { describe, expect, it } from 'vitest'
import { SOURCE_KINDS } from './pipeline/parse/normalized-alert.ts'
import { authOf, factsOf, SOURCE_FACTS, settingOf } from './source-kinds.ts'

describe('the table of senders', () => {
  it('has one row for every kind', () => {
    expect(SOURCE_FACTS.map(({ kind }) => kind).sort()).toEqual([...SOURCE_KINDS].sort())
  })

  it.each(SOURCE_FACTS)(
    '$kind: defaults fit their patterns, and every way but a signature says why it is weaker',
    (facts) => {
      for (const { default: value, pattern, placeholder, required } of facts.settings) {
        expect(value === '' || new RegExp(`^(?:${pattern})$`).test(value)).toBe(true)
        expect(new RegExp(`^(?:${pattern})$`).test(placeholder)).toBe(true)
        expect(required && value !== '').toBe(false)
      }
      for (const { proof, weaker } of facts.auth) expect(weaker === null).toBe(proof === 'signature')
      expect(facts.auth.length > 1).toBe(facts.settings.some(({ name }) => name === 'auth'))
      expect(facts.pastes.some(({ text }) => text.includes('{endpoint}'))).toBe(true)
      expect(facts.steps.length).toBeGreaterThan(1)
    },
  )

  it('gives what was set, else the default', () => {
    expect(settingOf('grafana', {}, 'header')).toBe('X-Grafana-Alerting-Signature')
    expect(settingOf('grafana', { header: 'X-Own' }, 'header')).toBe('X-Own')
    expect(settingOf('constructor', {}, 'header')).toBe('')
    expect(authOf('generic', { auth: 'path' })?.proof).toBe('path')
    expect(authOf('generic', { auth: 'nonsense' })?.proof).toBe('signature')
    expect(factsOf('toString')).toBeUndefined()
  })
})
