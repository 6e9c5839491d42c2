import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

/**
 * Inputs made to hold a redactor up. They are a megabyte each: a rule that reads more than once over a text would not end within
 * the runner's own limit. What they cost at ten megabytes is measured in `bench/redact.ts`.
 */
const MEGABYTE = 1_000_000
const fill = (piece: string) => piece.repeat(Math.ceil(MEGABYTE / piece.length))

const BAITS: Readonly<Record<string, string>> = {
  'one line of one letter': fill('a'),
  'names without end': fill('password_'),
  'operators without end': fill('password='),
  'quotes without end': fill('password="'),
  'other quotes without end': fill(`token='key="`),
  'escaped quotes without end': fill('secret=\\"'),
  'flags without end': fill('--token '),
  'at signs': fill('a@'),
  'dots and at signs': fill('a.a@a.'),
  'schemes and colons': fill('a://b:c'),
  'headers of keys': fill('-----BEGIN RSA PRIVATE KEY-----'),
  'a key that never ends': `-----BEGIN RSA PRIVATE KEY-----\n${fill('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo\n')}`,
  'beginnings of tokens': fill('eyJ'),
  'parts of tokens': fill('eyJabcdefghij.'),
  'prefixes of tokens': fill('ghp_'),
  digits: fill('4'),
  'groups of digits': fill('4111 '),
  'colons and hex': fill('ab:'),
  'double colons': fill('::a'),
  'dashes and hex': fill('ab-'),
  'phone words': fill('call (1'),
  'plus signs': fill('+49 ('),
  'curl without end': fill('curl -u '),
  'basic without end': fill('Basic QQ'),
  'cookies without end': fill('Cookie: a=b; '),
  'markers without end': fill('[EMAIL_1'),
  'deep JSON': `${fill('{"a":')}1`,
  'terminal escapes': fill('\x1b[31m'),
  'one value after the other': Array.from({ length: 20_000 }, (_, i) => `password=Qx${i}zY7w8v9u`).join(' '),
  'values that begin alike': Array.from({ length: 5_000 }, (_, i) => `token=${'Ab1'.repeat(20)}${i}`).join('\n'),
  'IBAN beginnings': fill('DE89 3704 '),
  'user lines': fill('user=a;password=b1c2d3e4;'),
}

describe('hostile input', () => {
  it.each(Object.keys(BAITS))('is read to its end: %s', (name) => {
    const log = BAITS[name] ?? ''
    const { complete, text } = redact(log)
    expect(complete).toBe(true)
    expect(text.split('\n')).toHaveLength(log.split('\n').length)
  })
})
