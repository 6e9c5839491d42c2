import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../pipeline/redact/policy.ts'
import { redact } from '../pipeline/redact/redact.ts'
import { findCanaries, plantCanaries } from './canaries.ts'

describe('planted values', () => {
  it('are all found in the log that holds them, and only the plain word after the redactor', () => {
    for (let run = 0; run < 50; run++) {
      const fields = ['internal_badge', 'customer_ref']
      const { canaries, log } = plantCanaries(fields)
      expect(findCanaries(canaries, log)).toEqual(canaries.map(({ name }) => name))
      const redacted = redact(log, { ...defaultPolicy, fields })
      expect(findCanaries(canaries, redacted.text)).toEqual(['a word of the log'])
    }
  })

  it('are missed by a redactor that does not know a field of the workspace: the search sees it', () => {
    const { canaries, log } = plantCanaries(['internal_badge'])
    expect(findCanaries(canaries, redact(log, defaultPolicy).text)).toContain('the field internal_badge')
  })

  it('are found also in hexadecimal, base64 and a query', () => {
    const { canaries } = plantCanaries([])
    const [email] = canaries
    const value = email?.value ?? ''
    for (const form of [
      Buffer.from(value).toString('hex'),
      Buffer.from(value).toString('base64'),
      encodeURIComponent(value),
    ])
      expect(findCanaries(canaries, `x=${form}&`)).toEqual(['an e-mail address'])
  })
})
