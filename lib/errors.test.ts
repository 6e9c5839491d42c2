import { describe, expect, it } from 'vitest'
import {
  AppError,
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  PlanLimit,
  RateLimited,
  TooLarge,
  Unavailable,
} from './errors.ts'

const all = [
  new NotFound('analysis'),
  new Forbidden(),
  new Invalid([{ path: 'limit', message: 'Give a whole number.' }]),
  new TooLarge(10 * 1024 * 1024),
  new RateLimited(12.3),
  new Conflict(),
  new Unavailable(),
  new PlanLimit({ happened: 'Free has 1 source.', todo: 'Change the plan.' }),
]

describe('what a person is told', () => {
  it('has three parts, each a whole sentence', () => {
    for (const { parts } of all) {
      for (const part of Object.values(parts)) expect(part).toMatch(/^(limit: )?[A-Z].*\.$/)
    }
  })

  it('has a status of its own and the name of its class', () => {
    expect(all.map(({ status }) => status)).toEqual([404, 403, 422, 413, 429, 409, 503, 402])
    expect(all[0]?.name).toBe('NotFound')
    expect(all.every((error) => error instanceof AppError)).toBe(true)
  })

  it('never carries the cause', () => {
    const error = new Conflict({}, new Error('duplicate key (email)=(alice@acme.test)'))
    expect(error.cause).toBeInstanceOf(Error)
    expect(JSON.stringify(error)).not.toContain('alice')
    expect(error.message).not.toContain('alice')
  })

  it('names the wrong places of an input', () => {
    expect(new Invalid([{ path: 'limit', message: 'Give a whole number.' }]).toJSON().error).toMatchObject({
      code: 'invalid',
      todo: 'limit: Give a whole number.',
      issues: [{ path: 'limit', message: 'Give a whole number.' }],
    })
  })
})
