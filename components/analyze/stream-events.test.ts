import { describe, expect, it } from 'vitest'
import { newsOf } from './stream-events.ts'

const event = (name: string, data: unknown) => newsOf({ event: name, data: JSON.stringify(data) })
const CAUSE = { summary: 'The disk is full.', confidence: 0.8, component: null, kind: 'cause', evidence: [] }
const REQUEST = {
  at: '2026-11-20T02:14:00.000Z',
  purpose: 'analysis',
  model: 'claude-haiku-5-5',
  host: 'api.anthropic.com',
  bodySha256: 'a'.repeat(64),
  body: '{}',
}

describe('newsOf', () => {
  it('reads stages, drafts, requests, results and problems', () => {
    expect(event('stage', { stage: 'second_opinion' })).toEqual({ kind: 'stage', stage: 'second_opinion' })
    expect(event('draft', { cause: CAUSE })).toEqual({ kind: 'draft', cause: CAUSE })
    expect(event('request', REQUEST)).toEqual({ kind: 'request', request: REQUEST })
    expect(event('result', { id: '1' })).toEqual({ kind: 'result', text: '{"id":"1"}' })
    expect(event('problem', { status: 503, happened: 'x' })).toMatchObject({ kind: 'problem', status: 503 })
  })

  it('passes over what it does not know and what is not whole', () => {
    expect(event('ping', {})).toBeNull()
    expect(event('stage', { stage: 'dreaming' })).toBeNull()
    expect(event('draft', { cause: { summary: 'x' } })).toBeNull()
    expect(event('request', { ...REQUEST, body: 7 })).toBeNull()
    expect(newsOf({ event: 'stage', data: 'not json' })).toBeNull()
    expect(newsOf({ event: 'draft', data: 'null' })).toBeNull()
  })
})
