/**
 * Texts made to hold a redactor up, by name: for the tests (a megabyte each, against rules that read more than once) and for the
 * bench (ten). No product code reads this.
 */
export function attackBaits(chars: number): Readonly<Record<string, string>> {
  const fill = (piece: string) => piece.repeat(Math.ceil(chars / piece.length))
  const pem = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ')
  return {
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
    'headers of keys': fill(pem),
    'a key that never ends': `${pem}\n${fill('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo\n')}`,
    'beginnings of tokens': fill('eyJ'),
    'parts of tokens': fill('eyJabcdefghij.'),
    'prefixes of tokens': fill(['gh', 'p_'].join('')),
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
    'one value after the other': Array.from({ length: chars / 25 }, (_, i) => `password=Qx${i}zY7w8v9u`).join(' '),
    'values that begin alike': Array.from({ length: chars / 80 }, (_, i) => `token=${'Ab1'.repeat(20)}${i}`).join('\n'),
    'IBAN beginnings': fill('DE89 3704 '),
    'user lines': fill('user=a;password=b1c2d3e4;'),
  }
}
