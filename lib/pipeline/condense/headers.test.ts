import { describe, expect, test } from 'vitest'
import { HeaderScanner } from './headers.ts'
import { LEVELS } from './levels.ts'

const scanner = new HeaderScanner()

/** What the scanner reads, as words. */
function read(line: string) {
  const h = scanner.scan(line, 0, line.length)
  const part = (start: number, end: number) => (start < 0 ? null : line.slice(start, end))
  return {
    at: Number.isNaN(h.at) ? null : new Date(h.at).toISOString(),
    level: LEVELS[h.level],
    host: part(h.hostStart, h.hostEnd),
    pid: part(h.pidStart, h.pidEnd),
    thread: part(h.threadStart, h.threadEnd),
    logger: part(h.loggerStart, h.loggerEnd),
    message: line.slice(h.content),
  }
}

type Expected = Partial<ReturnType<typeof read>>

/** Lines of our own in the shapes of each system. */
const FORMATS: readonly (readonly [string, string, Expected])[] = [
  [
    'log4j',
    '2031-03-04 05:06:07,890 INFO [pool-3 worker 12] com.acme.ship.Router: parcel 17 routed',
    {
      at: '2031-03-04T05:06:07.890Z',
      level: 'info',
      thread: 'pool-3 worker 12',
      logger: 'com.acme.ship.Router',
      message: 'parcel 17 routed',
    },
  ],
  [
    'log4j with dashes',
    '2031-03-04 05:06:07,890 - WARN  [Peer[id=4]/0:0:0:0:Loop@77] - queue is long',
    { level: 'warn', thread: 'Peer[id=4]/0:0:0:0:Loop@77', message: 'queue is long' },
  ],
  [
    'Spring Boot',
    '2031-03-04 05:06:07.890  INFO 4711 --- [           main] c.a.s.ShipApplication   : Started',
    { pid: '4711', logger: 'c.a.s.ShipApplication', message: 'Started' },
  ],
  [
    'short years',
    '31/03/04 05:06:07 INFO storage.Vault: kept 9 parcels',
    { at: '2031-03-04T05:06:07.000Z', logger: 'storage.Vault', message: 'kept 9 parcels' },
  ],
  [
    'compact clock',
    '310304 050607 148 WARN dfs.Node$Relay: slow relay',
    { at: '2031-03-04T05:06:07.000Z', pid: '148', level: 'warn', logger: 'dfs.Node$Relay', message: 'slow relay' },
  ],
  [
    'syslog',
    'Mar  4 05:06:07 ship-1 cargod(pam_unix)[321]: door opened',
    { host: 'ship-1', pid: '321', logger: 'cargod(pam_unix)', message: 'door opened' },
  ],
  [
    'syslog of the kernel',
    'Mar 14 05:06:07 ship-1 kernel: Out of memory',
    { host: 'ship-1', logger: 'kernel', message: 'Out of memory' },
  ],
  [
    'syslog of macOS',
    'Mar  4 05:06:07 desk com.acme.launchd[1] (com.acme.look[77]): started over',
    { message: 'started over' },
  ],
  [
    'journald with ISO clock',
    '2031-03-04T05:06:07+02:00 ship-1 cargod[9]: door opened',
    { at: '2031-03-04T03:06:07.000Z', pid: '9', message: 'door opened' },
  ],
  [
    'collected syslog',
    '- 1930000000 2031.02.27 ab12 Feb 27 23:06:40 ab12/ab12 crond[2915]: run hourly',
    { pid: '2915', logger: 'crond', message: 'run hourly' },
  ],
  [
    'cluster columns',
    'ALRT 1930000000 2031.02.27 R02-M1-J12 2031-02-27-23.06.40.675872 R02-M1-J12 RAS KERNEL FATAL data TLB error',
    { at: '2031-02-27T23:06:40.000Z', level: 'fatal', message: 'data TLB error' },
  ],
  [
    'epoch columns',
    '77 node-9 unix.hw state_change.down 1930000000 1 fan is slow',
    { at: '2031-02-27T23:06:40.000Z', message: 'fan is slow' },
  ],
  [
    'file before clock',
    'api.log.3 2031-03-04 05:06:07.008 25 INFO acme.api.wsgi [req-1 - -] GET done',
    { level: 'info', logger: 'acme.api.wsgi', message: 'GET done' },
  ],
  [
    'logcat',
    '03-04 05:06:07.811  1702  2395 D WindowKeeper: drawn',
    { level: 'debug', pid: '1702', logger: 'WindowKeeper', message: 'drawn' },
  ],
  [
    'klog',
    'E0304 05:06:07.123456    1234 pods.go:191] cannot sync',
    { level: 'error', pid: '1234', logger: 'pods.go:191', message: 'cannot sync' },
  ],
  [
    'pipes',
    '20310304-05:06:07:606|Step_Count|30002312|walked 3579',
    { at: '2031-03-04T05:06:07.606Z', logger: 'Step_Count', message: 'walked 3579' },
  ],
  [
    'brackets and program',
    '[03.04 05:06:07] browser.exe *64 - example.org:443 open',
    { logger: 'browser.exe *64', message: 'example.org:443 open' },
  ],
  [
    'Apache error log',
    '[Tue Mar 04 05:06:07.902022 2031] [core:error] [pid 35:tid 43] [client 192.0.2.9] File missing',
    { at: '2031-03-04T05:06:07.902Z', level: 'error', message: 'File missing' },
  ],
  [
    'nginx',
    '2031/03/04 05:06:07 [warn] 12#34: *99 upstream is slow',
    { level: 'warn', pid: '12', message: '*99 upstream is slow' },
  ],
  [
    'access log',
    '192.0.2.9 - - [04/Mar/2031:05:06:07 -0100] "GET / HTTP/1.1" 502 23',
    { at: '2031-03-04T06:06:07.000Z', level: 'error' },
  ],
  [
    'Windows servicing',
    '2031-03-04 05:06:07, Info                  CBS    Loaded stack',
    { level: 'info', logger: 'CBS', message: 'Loaded stack' },
  ],
  [
    'PostgreSQL',
    '2031-03-04 05:06:07.123 UTC [77] app@ship ERROR:  relation is missing',
    { level: 'error', thread: '77', message: 'relation is missing' },
  ],
  [
    'MySQL',
    '2031-03-04T05:06:07.123456Z 0 [ERROR] [MY-010119] [Server] Aborting',
    { level: 'error', message: 'Aborting' },
  ],
  ['Python logging', '2031-03-04 05:06:07,123 - acme.ship - ERROR - no berth', { level: 'error', message: 'no berth' }],
  ['Go log', '2031/03/04 05:06:07 main.go:23: no berth', { logger: 'main.go:23', message: 'no berth' }],
  ['Rust env_logger', '[2031-03-04T05:06:07Z ERROR ship::berth] none free', { level: 'error', message: 'none free' }],
  [
    'Rust tracing',
    '2031-03-04T05:06:07.123456Z  WARN ship::berth: none free',
    { level: 'warn', logger: 'ship::berth', message: 'none free' },
  ],
  ['Serilog', '[05:06:07 ERR] no berth', { at: null, level: 'error', message: 'no berth' }],
  [
    'kernel ring buffer',
    '[   12.345678] Out of memory: Killed process 9',
    { at: null, message: 'Out of memory: Killed process 9' },
  ],
  ['CRI', '2031-03-04T05:06:07.123456789Z stderr F no berth', { at: '2031-03-04T05:06:07.123Z', message: 'no berth' }],
  ['compose', 'web-1  | 2031-03-04T05:06:07Z ERROR no berth', { level: 'error', message: 'no berth' }],
  ['kubectl', '[pod/ship-1/web] 2031-03-04T05:06:07Z ERROR no berth', { level: 'error', message: 'no berth' }],
  ['kubectl events', '12m   Warning   BackOff   pod/ship-1   Back-off restarting failed container', { level: 'warn' }],
  [
    'GitHub Actions',
    '2031-03-04T05:06:07.1234567Z ##[error]Process completed with exit code 2.',
    { at: '2031-03-04T05:06:07.123Z', level: 'error', message: '##[error]Process completed with exit code 2.' },
  ],
  [
    'logfmt',
    'time="2031-03-04T05:06:07Z" level=warning msg="no berth" dock=9',
    { at: '2031-03-04T05:06:07.000Z', level: 'warn' },
  ],
  [
    'JSON lines',
    '{"ts":"2031-03-04T05:06:07.5Z","severity":"ERROR","msg":"no berth"}',
    { at: '2031-03-04T05:06:07.500Z', level: 'error' },
  ],
  ['pino', '{"level":60,"time":1930000000000,"msg":"gone"}', { at: '2031-02-27T23:06:40.000Z', level: 'fatal' }],
  ['Ruby', 'E, [2031-03-04T05:06:07.123456 #12] ERROR -- : no berth', { level: 'error' }],
  ['.NET console', 'fail: Acme.Ship.Berth[0]', { level: 'error', message: 'fail: Acme.Ship.Berth[0]' }],
]

describe('headers', () => {
  test.each(FORMATS)('%s', (_name, line, expected) => {
    expect(read(line)).toMatchObject(expected)
  })
})

test('what a tool prints after a CI clock is a message, whatever it looks like', () => {
  for (const message of [
    'src/ship.ts:12:5 - error TS2322: no',
    'error[E0308]: mismatched types',
    'Error: no berth',
    'ship::berth: none',
    'a.b.c d',
  ])
    expect(read(`2031-03-04T05:06:07.1234567Z ${message}`).message).toBe(message)
})

test('prose, code and diffs have no header', () => {
  for (const line of [
    '- a list item',
    'Type | Count',
    '5 |     Ok(())',
    'version 2.0.1 is out',
    'may 1 item',
    '10.0.0.1 answered',
  ])
    expect(read(line)).toMatchObject({ at: null, message: line })
})

test('the exception that opens a message stays in it', () => {
  expect(read('2031-03-04 05:06:07 ERROR TypeError: x is not a function').message).toBe(
    'TypeError: x is not a function',
  )
})

test('a day that does not exist is no clock', () => {
  expect(read('2031-13-44 05:06:07 INFO x').at).toBeNull()
  expect(read('Mar 99 05:06:07 host a: b').at).toBeNull()
})
