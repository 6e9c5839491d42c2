import { describe, expect, it } from 'vitest'
import {
  keptOf,
  MAX_KEPT,
  NO_CHANGES,
  selectedOf,
  whyNotKept,
  whyNotSelected,
  withChange,
  withoutChange,
} from './changes.ts'
import type { RedactionPlace } from './protocol.ts'

const place = (more: Partial<RedactionPlace> = {}): RedactionPlace => ({
  line: 2,
  start: 5,
  end: 20,
  type: 'email',
  class: 'pii',
  ...more,
})
const ALL = { pii: true, custom: true }

describe('changes', () => {
  it('are kept in order, once each, and can be taken back one by one', () => {
    const kept = withChange(NO_CHANGES, { kind: 'keep', place: place() })
    const both = withChange(kept, { kind: 'redact', value: 'Nightjar' })
    expect([keptOf(both), selectedOf(both)]).toEqual([[place()], ['Nightjar']])
    expect(withChange(both, { kind: 'keep', place: place() }).list).toEqual(both.list)
    const undone = withoutChange(both, { kind: 'keep', place: place() })
    expect([keptOf(undone), selectedOf(undone)]).toEqual([[], ['Nightjar']])
    expect(undone.version).toBeGreaterThan(both.version)
  })
})

describe('whyNotKept', () => {
  it('lets a workspace keep what it allows, and never secrets, money or what was selected', () => {
    expect(whyNotKept(place(), ALL, 0)).toBeNull()
    expect(whyNotKept(place({ class: 'custom', type: 'custom-order' }), ALL, 0)).toBeNull()
    expect(whyNotKept(place({ class: 'secret', type: 'password' }), ALL, 0)).toMatch(/never kept/)
    expect(whyNotKept(place({ class: 'financial', type: 'card' }), ALL, 0)).toMatch(/never kept/)
    for (const type of ['value', 'selected'])
      expect(whyNotKept(place({ class: 'custom', type }), ALL, 0)).toMatch(/You chose/)
  })

  it('names the workspace where it forbids, and the limit where it is reached', () => {
    expect(whyNotKept(place(), { pii: false, custom: true }, 0)).toMatch(/no personal data/)
    expect(whyNotKept(place({ class: 'custom', type: 'field' }), { pii: true, custom: false }, 0)).toMatch(/own rules/)
    expect(whyNotKept(place(), ALL, MAX_KEPT)).toMatch(/At most 1,000/)
  })
})

describe('whyNotSelected', () => {
  it('takes 4 to 500 characters of one line', () => {
    expect(whyNotSelected('Otter Bay')).toBeNull()
    expect(whyNotSelected('abc')).toMatch(/4 characters/)
    expect(whyNotSelected('x'.repeat(501))).toMatch(/at most 500/)
    expect(whyNotSelected('two\nlines')).toMatch(/one line/)
  })
})
