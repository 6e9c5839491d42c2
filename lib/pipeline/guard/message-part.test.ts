import { describe, expect, it } from 'vitest'
import { messagePart } from './message-part.ts'

describe('the part of a line that is stored', () => {
  it.each([
    [
      'Jun 15 04:06:20 box-3 logrotate: ALERT exited abnormally with [1]',
      '<*> ALERT exited abnormally with [<*>]',
      'logrotate: ALERT exited abnormally with [1]',
    ],
    [
      '2026-11-20 02:10:27,570 WARN [renewer:shop] org.example.Renewer: Failed to renew 12',
      '<*> Failed to renew <*>',
      'WARN org.example.Renewer: Failed to renew 12',
    ],
    [
      '[Sun Dec 04 04:47:44 2005] [error] child in error state 6',
      '<*> child in error state <*>',
      '[error] child in error state 6',
    ],
    [
      'Nov 20 02:10:00 box sshd[812]: Failed password for root',
      '<*> Failed password for root',
      'sshd[812]: Failed password for root',
    ],
  ])('leaves clock and host of %s', (quote, template, part) => {
    expect(messagePart(quote, template)).toBe(part)
  })

  it('is the whole line where it has no header, or where the message cannot be found', () => {
    for (const [quote, template] of [
      ['src/a.ts(3,1): error TS2304: x', 'src/<*>: error <*>: x'],
      ['02:10:00 GET /a 502', '<*> GET <*>'],
      ['a quote cut in the middle', '<*> other words'],
    ] as const)
      expect(messagePart(quote, template)).toBe(quote)
  })
})
