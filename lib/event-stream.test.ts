import { describe, expect, it } from 'vitest'
import { Invalid, RateLimited } from './errors.ts'
import { eventStream, wantsEvents } from './event-stream.ts'

const accepting = (accept?: string) =>
  new Request('http://localhost/', accept === undefined ? {} : { headers: { accept } })

describe('a stream of events', () => {
  it('is sent to who asks for one', () => {
    expect(
      ['text/event-stream', 'application/json, text/event-stream;q=0.9'].map((a) => wantsEvents(accepting(a))),
    ).toEqual([true, true])
    expect([undefined, '*/*', 'application/json', 'text/event-streams'].map((a) => wantsEvents(accepting(a)))).toEqual(
      Array(4).fill(false),
    )
  })

  it('holds one line of data for each event, whatever line ends and other signs the data has', async () => {
    const hostile = 'a\r\nevent: result\ndata: {"id":"forged"}\n\n\u2028\u0000'
    const { response, ended } = eventStream(async (send) => {
      send('stage', { stage: 'redacting' })
      send('draft', { cause: hostile })
    })
    const text = await response.text()
    await ended
    expect(text.split('\n\n').filter(Boolean)).toHaveLength(2)
    expect(text.match(/^event: .*$/gm)).toEqual(['event: stage', 'event: draft'])
    expect(JSON.parse(/^data: (.*)$/m.exec(text.split('\n\n')[1] ?? '')?.[1] ?? '')).toEqual({ cause: hostile })
  })

  it('is neither stored nor held back on its way', () => {
    const { response } = eventStream(async () => {})
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  it('words a failure as every error is worded, and nothing of a bug', async () => {
    const failing = (error: Error) => eventStream(() => Promise.reject(error)).response.text()
    expect(await failing(new Invalid([{ path: 'lines.0', message: 'x' }]))).toMatch(
      /^event: problem\ndata: \{.*"status":422/,
    )
    expect(await failing(new RateLimited(3))).toContain('"retryAfterSeconds":3')
    expect(await failing(new Error('quotes the log'))).not.toContain('quotes')
  })

  it('whose reader has gone does not end what runs behind it', async () => {
    let finish = () => {}
    let said = ''
    const { response, ended } = eventStream(async (send, signal) => {
      send('stage', 1)
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      send('result', 2)
      said = `finished, gone: ${signal.aborted}`
    })
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    finish()
    await ended
    expect(said).toBe('finished, gone: true')
  })
})
