/** Made when it is asked for: fifty texts of ten megabytes side by side would slow the collector, and with it what is measured. */
type Bait = () => string

const fillTo =
  (chars: number) =>
  (piece: string): Bait =>
  () =>
    piece.repeat(Math.ceil(chars / piece.length))
const linesTo =
  (count: number, lineOf: (i: number) => string, joint: string): Bait =>
  () =>
    Array.from({ length: count }, (_, i) => lineOf(i)).join(joint)
const PEM = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ')

/**
 * Texts made to hold a redactor up, by name: for the tests (a megabyte each, against rules that read more than once) and for the
 * bench (ten). No product code reads this.
 */
export function attackBaits(chars: number): Readonly<Record<string, Bait>> {
  return { ...rulesWithoutEnd(chars), ...findingsWithoutEnd(chars) }
}

function rulesWithoutEnd(chars: number): Record<string, Bait> {
  const fill = fillTo(chars)
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
    'headers of keys': fill(PEM),
    'a key that never ends': () => `${PEM}\n${fill('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo\n')()}`,
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
    'deep JSON': () => `${fill('{"a":')()}1`,
    'terminal escapes': fill('\x1b[31m'),
    'one value after the other': linesTo(chars / 25, (i) => `password=Qx${i}zY7w8v9u`, ' '),
    'values that begin alike': linesTo(chars / 80, (i) => `token=${'Ab1'.repeat(20)}${i}`, '\n'),
    'IBAN beginnings': fill('DE89 3704 '),
    'user lines': fill('user=a;password=b1c2d3e4;'),
  }
}

function findingsWithoutEnd(chars: number): Record<string, Bait> {
  const fill = fillTo(chars)
  return {
    'one line of one capital': fill('A'),
    'names joined by colons': fill('nodekey:'),
    'prefixes with dashes': fill(['sk-', 'api-'].join('')),
    'services joined by dashes': fill('mailjet-0A1B2C3D4E5F6G7H8I9J-'),
    'headers of keys and line ends': fill(PEM + '\n'.repeat(200)),
    'options without a command': fill(' -p x1y2z3'),
    'telephones without end': fill('tel 555 123 4567 '),
    'every mail another': linesTo(chars / 18, (i) => `u${i}@x.example`, ' '),
    'every address another': linesTo(chars / 20, (i) => `from ${addressOf(i)}`, ' '),
    'long values that differ in one place': linesTo(
      chars / 3_400,
      (i) => `token=${'a'.repeat(i % 1_500)}${i}Z9${'a'.repeat(3_000 - (i % 1_500))}`,
      '\n',
    ),
    'a value that repeats itself': () => `token=${fill('ab12')()}`,
    'zero widths between all letters': fill([...'password=Tr0ub4dor '].join('\u200b')),
    'a value and nothing but closers': () => `password=${fill(')')()}`,
    'forged markers and mail': fill('[EMAIL_1]a@b.de '),
    'users before a password': fill(`${'User Id=a1;'.repeat(28)}Password=b1c2d3e4;`),
    'compared before the name': fill('"a1b2c3d4" == password '),
    'references in quotes': fill('password="${ token=\'${ secret=`${ '),
  }
}

const addressOf = (i: number): string => `81.${(i >> 14) & 127}.${(i >> 7) & 127}.${i & 127}`

/** Those that are no log in any case: they may end in `[REDACTED:UNSCANNED]` without any budget. */
export const MAY_BE_REFUSED: ReadonlySet<string> = new Set([
  'prefixes with dashes',
  'long values that differ in one place',
  'a value that repeats itself',
  'escaped quotes without end',
])
