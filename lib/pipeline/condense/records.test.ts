import { expect, test } from 'vitest'
import { asRedacted } from '../redact/redacted-text.ts'
import { condense } from './condense.ts'

/** Everyday lines around a record of several lines; the record begins at line 4,001. */
function around(record: readonly string[]): string[] {
  const usual = (i: number) =>
    `${new Date(Date.UTC(2031, 2, 4) + i * 400).toISOString()} INFO [http-${i % 9}] com.acme.Api: GET /parcels/${(i * 7919) % 9_000} answered 200`
  return [
    ...Array.from({ length: 4_000 }, (_, i) => usual(i)),
    ...record,
    ...Array.from({ length: 4_000 }, (_, i) => usual(i + 4_000)),
  ]
}

const RECORDS: readonly (readonly [string, readonly string[]])[] = [
  [
    'a Java stack trace with its cause',
    [
      '2031-03-04T00:26:40.000Z ERROR [http-3] com.acme.Api: parcel 77 failed',
      'java.lang.IllegalStateException: berth is taken',
      '    at com.acme.ship.Berth.take(Berth.java:41)',
      '    at com.acme.ship.Router.route(Router.java:88)',
      '    at com.acme.web.Handler.handle(Handler.java:19)',
      'Caused by: java.sql.SQLException: connection is closed',
      '    at com.acme.db.Pool.get(Pool.java:57)',
      '    ... 12 more',
    ],
  ],
  [
    'a Python traceback',
    [
      'Traceback (most recent call last):',
      '  File "/srv/ship/route.py", line 31, in route',
      '    berth = free[0]',
      '  File "/srv/ship/berth.py", line 12, in __getitem__',
      '    raise BerthError(index)',
      'ship.berth.BerthError: no berth at 0',
    ],
  ],
  [
    'an error as pretty JSON',
    [
      '{',
      '  "level": "error",',
      '  "message": "parcel could not be routed",',
      '  "error": {',
      '    "name": "BerthError",',
      '    "reason": "no berth is free"',
      '  }',
      '}',
    ],
  ],
  [
    'the message of a compiler',
    [
      'error[E0308]: mismatched types',
      '  --> src/ship.rs:41:18',
      '   |',
      '41 |     let berth: u8 = free();',
      '   |                --   ^^^^^^ expected `u8`, found `Option<u8>`',
      '   |                |',
      '   |                expected due to this',
    ],
  ],
]

test.each(RECORDS)('%s is kept together', (_, record) => {
  const log = condense(asRedacted(around(record).join('\n')), { budgetTokens: 2_000 })
  const kept = new Set(log.lines.map(({ number }) => number))
  const missing = record.filter((line, i) => /\w/.test(line) && !kept.has(4_001 + i))
  expect(missing).toEqual([])
})
