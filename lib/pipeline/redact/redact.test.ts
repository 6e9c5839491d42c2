import { describe, expect, it } from 'vitest'
import { defaultPolicy, type RedactionPolicy } from './policy.ts'
import { recheck } from './recheck.ts'
import { redact } from './redact.ts'

const textOf = (log: string, policy?: RedactionPolicy) => redact(log, policy).text
const changed = (log: string) => redact(log).text !== log
/** Split so that no scanner takes a test for a leak. */
const GITHUB = ['gh', 'p_', '1234567890abcdefghijklmnopqrstuvwxyz'].join('')
const CARD = '4111' + '1111' + '1111' + '1111'
const PEM = [
  '-----BEGIN ' + 'RSA PRIVATE KEY-----',
  'MIIEowIBAAKCAQEAx0Zb9a8b7c6d',
  'Qm9keSBvZiBub3RoaW5nIGF0IGFsbA==',
  '-----END RSA PRIVATE KEY-----',
]

describe('what a log may hold', () => {
  it.each([
    ['login failed password=hunter2 user=app', 'login failed password=[SECRET:password_1] user=app'],
    ['Password: "correct horse battery"', 'Password: "[SECRET:password_1]"'],
    [
      "Credentials{user='app', password='s3cret', ttl=60}",
      "Credentials{user='app', password='[SECRET:password_1]', ttl=60}",
    ],
    [
      'Authorization: Bearer 9f8e7d6c5b4a39281706 status=401',
      'Authorization: Bearer [SECRET:authorization_1] status=401',
    ],
    ['Cookie: sid=8d1fa0c2; theme=dark', 'Cookie: [SECRET:cookie_1]'],
    ["CREATE USER app IDENTIFIED BY 'hunter2'", "CREATE USER app IDENTIFIED BY '[SECRET:password_1]'"],
    [
      'postgres://app:hunter2@db.internal:5432/app down',
      'postgres://app:[SECRET:url-password_1]@db.internal:5432/app down',
    ],
    ['mysql -u root -pS3cretPw1 app', 'mysql -u root -p[SECRET:password_1] app'],
    ['card 4111 1111 1111 1111 declined', 'card [CARD_1] declined'],
    ['mailto maria@customer.example.', 'mailto [EMAIL_1].'],
    ['from 81.2.69.160 to 10.0.0.7', 'from [IP_1] to 10.0.0.7'],
    ['peer 2a02:8071:b5c1:4f00:1c2d:3e4f:5a6b:7c8d reset', 'peer [IP_1] reset'],
    ['pay to DE89 3704 0044 0532 0130 00 now', 'pay to [IBAN_1] now'],
    ['sms to +49 30 901820 failed', 'sms to [PHONE_1] failed'],
    ['fax +49 30 901820 4711471147114711', 'fax [PHONE_1] 4711471147114711'],
    ['lease for 3c:5a:b4:12:34:56', 'lease for [MAC_1]'],
  ])('%s', (log, expected) => expect(textOf(log)).toBe(expected))

  it.each([
    'password: expired',
    'token=null retry=3',
    `PASSWORD=$${'{DB_PASSWORD}'}`,
    'password = request.params.password',
    'Failed password for root from 10.0.0.4 port 22 ssh2',
    'cache key: user:1234:profile',
    'partition key 5f0c2b1e-9d3a-4c77-8e21-0ab96d4f7c13',
    'token=Token{a64f992 ActivityRecord{de9231d}}',
    'tests/test_session.py::TestSession::test_cookie PASSED',
    'java.lang.IllegalStateException: token at com.acme.auth.TokenFilter.doFilter(TokenFilter.java:42)',
    'commit-hash: 59807616e1fa2540724bfbac14d7976d7e4a3860',
    'alsa-lib 1.2.15.3 installed, v4.19.0.1 skipped',
    'react@18.2.0 actions/checkout@v4 user@1000.service git@github.com:acme/app.git',
    '2026-11-19 03:14:07 order 1234-5678 took 4004004004004 ns',
    'blk_4111111111111111 terminating, job-5500005555555559 done',
    '-----BEGIN CERTIFICATE-----',
  ])('keeps: %s', (log) => expect(textOf(log)).toBe(log))

  it('takes a private key line by line, whole or cut off, and leaves the lines around it', () => {
    const log = ['before', ...PEM, 'after'].join('\n')
    const mark = '[SECRET:private-key_1]'
    expect(textOf(log)).toBe(['before', mark, mark, mark, mark, 'after'].join('\n'))
    expect(textOf(JSON.stringify({ key: PEM.join('\n') }))).toBe(`{"key":"${mark}"}`)
    expect(textOf(PEM.slice(0, 3).join('\r\n'))).toBe([mark, mark, mark].join('\r\n'))
  })

  it('sees through terminal colours, zero-width characters and the zeros of UTF-16', () => {
    expect(textOf(`\x1b[32mtoken\x1b[0m=${GITHUB.slice(0, 9)}\x1b[1m${GITHUB.slice(9)}\x1b[0m ok`)).toMatch(
      /\[SECRET:github-pat_1\]\x1b\[0m ok$/,
    )
    expect(textOf(`${GITHUB.slice(0, 6)}\u200b${GITHUB.slice(6)}`)).toBe('[SECRET:github-pat_1]')
    expect(textOf([...`password=hunter22`].join('\0'))).not.toContain('h\0u\0n')
  })

  it('finds a value again wherever it stands: bare, percent-encoded, in JSON and in base64', () => {
    const value = 'Tr0ub4dor&3/x+9'
    const log = [
      `password="${value}"`,
      `retry with ${value}`,
      `q=${encodeURIComponent(value)}`,
      btoa(`svc:${value}`),
      `{"a":"${value.replace('/', '\\/')}"}`,
    ].join('\n')
    expect(textOf(log).split('\n')).toEqual([
      'password="[SECRET:password_1]"',
      'retry with [SECRET:password_1]',
      'q=[SECRET:password_1]',
      expect.stringContaining('[SECRET:password_1]'),
      '{"a":"[SECRET:password_1]"}',
    ])
  })

  it('redacts a long value in full: nothing after the first thousands of characters is left', () => {
    const tail = 'z9Y8x7W6'.repeat(5_000)
    expect(textOf(`token=${tail} end`)).toBe('token=[SECRET:token_1] end')
  })

  it('keeps a card number only where a digit is wrong or it runs on', () => {
    expect(changed(`pan ${CARD}`)).toBe(true)
    expect(changed(`id ${CARD.slice(0, 15)}2`)).toBe(false)
    expect(changed(`blk_${CARD}`)).toBe(false)
    expect(changed(`${CARD}-0`)).toBe(false)
  })
})

describe('markers', () => {
  it('cannot be forged by the input, and the forgery is counted', () => {
    const { text, findings } = redact('a [EMAIL_1] b joe@example.com')
    expect(text).toBe('a ⟦EMAIL_1⟧ b [EMAIL_1]')
    expect(findings).toEqual([
      { type: 'email', class: 'pii', count: 1 },
      { type: 'marker', class: 'custom', count: 1 },
    ])
  })

  it('carry nothing past a recheck: a label that no rule has is text', () => {
    expect(recheck('[SECRET:hunter2_1] [EMAIL_4]').text).not.toContain('hunter2')
    expect(recheck(`[SECRET:${GITHUB.slice(4)}_1]`).text).not.toContain(GITHUB.slice(4, 12))
    expect(recheck('[EMAIL_4] joe@example.com').text).toBe('[EMAIL_4] [EMAIL_5]')
  })
})

describe('a policy', () => {
  const line = 'x 10.1.2.3 81.2.69.160 3c:5a:b4:12:34:56 02:42:ac:11:00:02'

  it.each([
    ['keep', 'x 10.1.2.3 81.2.69.160 3c:5a:b4:12:34:56 02:42:ac:11:00:02'],
    ['keep-private', 'x 10.1.2.3 [IP_1] [MAC_1] 02:42:ac:11:00:02'],
    ['redact', 'x [IP_1] [IP_2] [MAC_1] [MAC_2]'],
  ] as const)('may say %s for addresses', (say, expected) => {
    expect(textOf(line, { ...defaultPolicy, ip: say, mac: say })).toBe(expected)
  })

  it('may ask for one literal placeholder', () => {
    expect(textOf('password=hunter2 joe@example.com', { ...defaultPolicy, placeholder: 'literal' })).toBe(
      'password=⟨redacted⟩ ⟨redacted⟩',
    )
  })

  it('may add field names, in whatever way the log writes them', () => {
    const policy = { ...defaultPolicy, fields: ['customer_no'] }
    expect(textOf('customerNo=A17 customer-no: B18 {"customer_no":"C19"} customer=acme', policy)).toBe(
      'customerNo=[CUSTOM:field_1] customer-no: [CUSTOM:field_2] {"customer_no":"[CUSTOM:field_3]"} customer=acme',
    )
  })

  it('may add field names, whatever other rules find behind them in the text', () => {
    const policy = { ...defaultPolicy, fields: ['badge_no', 'customer_ref'] }
    const log = 'badge_no=aB3dE5gH7j\nuser joe@example.com\ncustomer_ref=kM5nP7qR9s\npassword=hunter2 at 10.1.2.3'
    expect(textOf(log, policy)).toBe(
      'badge_no=[CUSTOM:field_1]\nuser [EMAIL_1]\ncustomer_ref=[CUSTOM:field_2]\npassword=[SECRET:password_1] at 10.1.2.3',
    )
  })

  it('may name exact values, which go in every encoding', () => {
    const policy = { ...defaultPolicy, values: ['Projekt Krähe'] }
    expect(textOf(`Projekt Krähe / ${encodeURIComponent('Projekt Krähe')}`, policy)).toBe(
      '[CUSTOM:value_1] / [CUSTOM:value_1]',
    )
  })

  it('keeps what a person asked to keep, but never a secret or a card, whatever the override calls it', () => {
    const log = `a joe@example.com\nb password=hunter2\nc ${CARD}`
    const keep = [
      { line: 1, start: 2, end: 17, type: 'email' },
      { line: 2, start: 0, end: 99, type: 'password' },
      { line: 2, start: 0, end: 99, type: 'email' },
      { line: 3, start: 0, end: 99, type: 'card' },
    ]
    expect(textOf(log, { ...defaultPolicy, keep })).toBe(
      'a joe@example.com\nb password=[SECRET:password_1]\nc [CARD_1]',
    )
  })

  it('is never weaker for a selection: the name of a secret may be struck out, the secret goes all the same', () => {
    const secret = ['hunter2', 'Xy9'].join('-')
    const line = `login password=${secret} by maria.lopez@example.com`
    for (const [start, end] of [
      [6, 14],
      [6, 15],
      [10, 20],
      [18, 22],
      [29, 40],
    ] as const) {
      const text = textOf(line, { ...defaultPolicy, redactToo: [{ line: 1, start, end, type: 'selected' }] })
      expect(text).not.toMatch(/hunt|Xy9|maria|example/)
      expect(text).toMatch(/CUSTOM:selected_1|SECRET:password_1/)
    }
  })

  it('redacts what a person selected, at that place only, and ignores places outside the text', () => {
    const redactToo = [
      { line: 1, start: 0, end: 5, type: 'selected' },
      { line: 9, start: 0, end: 5, type: 'selected' },
      { line: 1, start: 90, end: 95, type: 'selected' },
    ]
    expect(textOf('Maria wrote\nMaria left', { ...defaultPolicy, redactToo })).toBe(
      '[CUSTOM:selected_1] wrote\nMaria left',
    )
  })
})

describe('a budget', () => {
  const log = Array.from({ length: 20_000 }, (_, i) => `line ${i} password=hunter${i}`).join('\n')

  it('that runs out leaves no line unscanned: the rest is replaced, the number of lines stays', () => {
    let time = 0
    const { text, complete, findings } = redact(log, defaultPolicy, { now: () => time++, budgetMs: 12 })
    expect(complete).toBe(false)
    expect(text).not.toMatch(/hunter\d/)
    expect(text.split('\n')).toHaveLength(20_000)
    expect(text.endsWith('\n[REDACTED:UNSCANNED]')).toBe(true)
    expect(findings.some((f) => f.type === 'unscanned')).toBe(true)
  })

  it('is kept by a caller that stops it', () => {
    const { text, complete } = redact(log, defaultPolicy, { isCancelled: () => true })
    expect(complete).toBe(false)
    expect(new Set(text.split('\n'))).toEqual(new Set(['[REDACTED:UNSCANNED]']))
  })

  it('cuts one very long line where time ran out, and not what is found before', () => {
    const long = `${'a joe@example.com '.repeat(20_000)}`
    let time = 0
    const { text, complete } = redact(long, defaultPolicy, { now: () => time++, budgetMs: 12 })
    expect(complete).toBe(false)
    expect(text.startsWith('a [EMAIL_1] a [EMAIL_1]')).toBe(true)
    expect(text.endsWith('[REDACTED:UNSCANNED]')).toBe(true)
    expect(text).not.toContain('joe')
  })

  it('that suffices changes nothing', () => {
    expect(redact(log, defaultPolicy, { now: () => 0, budgetMs: 1 })).toEqual(redact(log))
  })

  it('reports how far it is', () => {
    const seen: number[] = []
    redact(log, defaultPolicy, { onProgress: (done, total) => seen.push(done / total) })
    expect(seen.length).toBeGreaterThan(3)
    expect(seen.every((share) => share >= 0 && share <= 1)).toBe(true)
  })
})

describe('the output in parts, for whoever writes it out', () => {
  const secret = (n: number) => `password=hunter${n}secret`
  /** A pair of surrogates stands on every place where a part could end. */
  const wide = '😀'.repeat(40_000)
  it.each([
    ['nothing to find, longer than a part', 'x y '.repeat(60_000)],
    ['pairs of surrogates throughout', `${wide}\n${secret(1)}\n ${wide}`],
    ['pairs, one unit further', ` ${wide}\n${secret(1)}`],
    ['a finding in every line', Array.from({ length: 9_000 }, (_, i) => `${i} ${secret(i)}`).join('\n')],
    ['empty', ''],
  ])('is the same text, and each part is text of its own: %s', (_, log) => {
    const parts = [...redact(log).pieces]
    expect(parts.join('')).toBe(textOf(log))
    expect(Buffer.concat(parts.map((part) => Buffer.from(part))).toString()).toBe(textOf(log))
  })

  it('is the same after the text was asked for, and in a run that did not come to its end', () => {
    const log = `${'a b c d '.repeat(50_000)}\n${secret(1)}\n`.repeat(3)
    let at = 0
    const stopped = () => redact(log, defaultPolicy, { now: () => at++, budgetMs: 8 })
    at = 0
    const parts = [...stopped().pieces].join('')
    at = 0
    const whole = stopped()
    expect(whole.complete).toBe(false)
    expect(parts).toBe(whole.text)
    expect([...whole.pieces].join('')).toBe(whole.text)
  })
})
