import { describe, expect, it } from 'vitest'
import { bytesText } from '../bytes.ts'
import { answerProblem, refusalProblem } from './problems.ts'

describe('refusalProblem', () => {
  it('says how large it was and what the limit is', () => {
    const { happened, kept } = refusalProblem('too-large', 11_534_336)
    expect(happened).toBe(`This is ${bytesText(11_534_336)}; the limit is 10 MiB.`)
    expect(kept).toContain('Nothing left your browser')
  })
})

describe('answerProblem', () => {
  const body = JSON.stringify({ status: 429, happened: 'Too often.', kept: 'Nothing.', todo: 'Wait 30 seconds.' })

  it('passes on the words of the server', () => {
    expect(answerProblem(429, body)).toEqual({
      happened: 'Too often.',
      kept: 'Nothing.',
      todo: 'Wait 30 seconds.',
      action: 'retry',
    })
  })

  it('offers to sign in when the session is over, and says that the log is still there', () => {
    const problem = answerProblem(401, body)
    expect(problem.action).toBe('sign-in')
    expect(problem.kept).toContain('still in this tab')
  })

  it.each(['', '<html>', 'null', '[]', '{"happened": 7}'])('has words of its own when the body is %j', (text) => {
    expect(answerProblem(502, text).happened).toBe('The server answered with an error (502).')
  })
})
