import { afterAll, describe, expect, it } from 'vitest'
import { Unavailable } from '../../errors.ts'
import { defaultPolicy } from '../redact/policy.ts'
import { recheck } from '../redact/recheck.ts'
import { closePipelinePool } from './pipeline-pool.ts'
import { checkPolicyInWorker, recheckInWorker } from './redact-in-worker.ts'

afterAll(closePipelinePool)

const MAIL = ['ops', 'example.org'].join('@')

describe('the redactor on a thread of its own', () => {
  it('answers as the redactor in this thread does', async () => {
    const text = `login of ${MAIL} failed\nagain [EMAIL_1] and password=hunter2hunter2`
    const { redaction, kept } = await recheckInWorker(text, defaultPolicy)
    const { spans: _, pieces: __, ...same } = recheck(text, defaultPolicy)
    expect(redaction).toEqual(same)
    expect(redaction.text).not.toContain(MAIL)
    expect(kept).toEqual([])
  })

  it('applies a tenant’s field, pattern and exact value', async () => {
    const policy = {
      ...defaultPolicy,
      fields: ['warehouse_code'],
      patterns: [{ name: 'order', pattern: 'ORD-[0-9]{6}' }],
      values: ['Project Nightjar'],
    }
    const { redaction } = await recheckInWorker('warehouse_code=blue7 ORD-123456 for Project Nightjar', policy)
    expect(redaction.text).not.toMatch(/blue7|ORD-123456|Nightjar/)
  })

  it('names the overrides that kept something, and no others', async () => {
    const real = { line: 1, start: 0, end: 40, type: 'email' }
    const idle = { line: 2, start: 0, end: 40, type: 'email' }
    const text = `mail from ${MAIL}\nnothing here`
    const { redaction, kept } = await recheckInWorker(text, { ...defaultPolicy, keep: [real, idle] })
    expect(redaction.text).toContain(MAIL)
    expect(kept).toEqual([real])
  })

  it('keeps no secret whatever an override says', async () => {
    const keep = [{ line: 1, start: 0, end: 99, type: 'password' }]
    const { redaction, kept } = await recheckInWorker('password=hunter2hunter2', { ...defaultPolicy, keep })
    expect(redaction.text).not.toContain('hunter2hunter2')
    expect(kept).toEqual([])
  })

  it('says which patterns cannot be used, and why', async () => {
    const patterns = [
      { name: 'open', pattern: '(a' },
      { name: 'good', pattern: 'ORD-[0-9]{6}' },
      { name: 'everything', pattern: '.*' },
    ]
    const rejected = await checkPolicyInWorker({ ...defaultPolicy, patterns })
    expect(rejected.map(({ name }) => name)).toEqual(['open', 'everything'])
    expect(rejected[0]?.reason).toContain('RE2')
  })

  it('refuses where a saved policy holds what cannot be used, rather than go on without it', async () => {
    const policy = { ...defaultPolicy, patterns: [{ name: 'open', pattern: '(a' }] }
    await expect(recheckInWorker('text', policy)).rejects.toThrow(Unavailable)
  })
})
