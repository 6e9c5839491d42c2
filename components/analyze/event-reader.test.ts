import { describe, expect, it } from 'vitest'
import { createEventReader } from './event-reader.ts'

const STREAM =
  ': hello\r\nevent: stage\r\ndata: {"stage":"asking"}\r\n\r\nevent: draft\ndata: one\ndata: two\n\ndata:last\r\rid: 7\n\n'
const EVENTS = [
  { event: 'stage', data: '{"stage":"asking"}' },
  { event: 'draft', data: 'one\ntwo' },
  { event: 'message', data: 'last' },
]

describe('createEventReader', () => {
  it('reads events whose lines end in any of the three ways', () => {
    expect(createEventReader()(STREAM)).toEqual(EVENTS)
  })

  it('gives the same events wherever the stream is cut', () => {
    for (let at = 0; at <= STREAM.length; at++) {
      const read = createEventReader()
      expect([...read(STREAM.slice(0, at)), ...read(STREAM.slice(at))]).toEqual(EVENTS)
    }
    const read = createEventReader()
    expect([...STREAM].flatMap((char) => read(char))).toEqual(EVENTS)
  })

  it('keeps an event that has not ended to itself', () => {
    expect(createEventReader()('event: result\ndata: {}\n')).toEqual([])
  })
})
