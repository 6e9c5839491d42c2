import type { Signature } from '../signature.ts'
import { change, look } from './steps.ts'

/** Go. */
export const CRASH_GO: readonly Signature[] = [
  {
    id: 'go-nil-pointer',
    family: 'crash-go',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.88,
    anchors: ['nil pointer dereference', 'assignment to entry in nil map', 'sigsegv: segmentation violation code'],
    pattern:
      /(?:invalid memory address or )?nil pointer dereference(?! (?:check|analy|lint))|assignment to entry in nil map|\[signal SIGSEGV: segmentation violation code=/i,
    summary: 'Go code used a pointer or map that is nil, and the program panicked.',
    actions: [
      look('Open the first frame below "goroutine" that is your own code.'),
      look('See which call returned nil together with an error that was not checked.'),
      change('Check the error or the value, or go back to the version before.'),
    ],
    killTest: look('Run the same input on the version before: if it fails too, the data changed.'),
    phrases: [
      'panic: runtime error: invalid memory address or nil pointer dereference',
      'assignment to entry in nil map',
      '[signal SIGSEGV: segmentation violation',
    ],
    positives: [
      'panic: runtime error: invalid memory address or nil pointer dereference',
      '[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6a1f2c]',
      'http: panic serving 10.0.0.4:41212: assignment to entry in nil map',
    ],
    negatives: ['nilaway: nil pointer dereference analysis passed', 'nil pointer checks added', 'map entry assigned'],
  },
  {
    id: 'go-panic',
    family: 'crash-go',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.72,
    anchors: ['panic: ', 'panic serving', 'panicked'],
    pattern:
      /(?:^|[\s"=\]])panic: (?!serving)(?<reason>(?:runtime error: )?[^\n]{3,140})|http: panic serving [\w.:[\]-]{1,60}: (?<reason2>[^\n]{1,140})/,
    summary: 'A Go program panicked{reason?: @}.',
    actions: [
      look('Open the first frame below "goroutine" that is your own code.'),
      change('Return an error in that place, or go back to the version before.'),
    ],
    killTest: look('If "[recovered]" stands behind the message and requests went on, the process did not end.'),
    phrases: [
      'panic: runtime error: index out of range',
      'http: panic serving',
      'panic: send on closed channel',
      'panic: close of closed channel',
      'panic: interface conversion',
    ],
    positives: [
      'panic: runtime error: index out of range [3] with length 3',
      'panic: send on closed channel',
      '2026/03/03 04:12:09 http: panic serving 10.0.0.4:41212: interface conversion: interface {} is nil, not string',
    ],
    negatives: ['panic button pressed in app', 'kernel.panic = 10', 'recovered from panic, retry succeeded'],
  },
  {
    id: 'go-concurrency',
    family: 'crash-go',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.9,
    anchors: [
      'fatal error: stack',
      'goroutine stack',
      'concurrent map',
      'all goroutines are asleep',
      'data race',
      'stack exceeds',
      'negative waitgroup',
    ],
    pattern:
      /fatal error: stack overflow|runtime: goroutine stack exceeds|fatal error: concurrent map (?:writes|read and map write|iteration and map write)|fatal error: all goroutines are asleep - deadlock!|WARNING: DATA RACE|goroutine stack exceeds \d{1,12}-byte limit|negative WaitGroup counter/,
    summary: 'A Go program failed on unsafe or stuck concurrency (race, deadlock or endless recursion).',
    actions: [
      look('Read both goroutines in the dump: they share the value.'),
      look('Run the tests with the race detector.', 'go test -race ./...'),
      change('Guard the value with a mutex or send it over a channel.'),
    ],
    killTest: look(
      'If the race detector stays silent on the same path, look at cgo or unsafe code.',
      'go test -race ./...',
    ),
    phrases: [
      'fatal error: stack overflow',
      'fatal error: concurrent map writes',
      'fatal error: all goroutines are asleep - deadlock!',
      'WARNING: DATA RACE',
      'fatal error: concurrent map read and map write',
      'goroutine stack exceeds',
    ],
    positives: [
      'fatal error: concurrent map writes',
      'fatal error: all goroutines are asleep - deadlock!',
      'WARNING: DATA RACE',
    ],
    negatives: ['race detector enabled, 0 races', 'concurrent map of 12 shards created', 'goroutine count 41'],
  },
  {
    id: 'go-fatal-exit',
    family: 'crash-go',
    category: 'configuration_error',
    kind: 'cause',
    prior: 0.5,
    anchors: ['level=fatal', '"level":"fatal"', 'log.fatal', '\tfatal', '[fatal]', '"fatal"', '"panic"'],
    pattern:
      /level=fatal [^\n]{0,60}msg="?(?<reason>[^"\n]{1,140})|"level":"(?:fatal|FATAL|panic)"[^\n]{0,120}"(?:msg|message)":"(?<reason2>[^"\n]{1,140})|"(?:msg|message)":"(?<reason3>[^"\n]{1,140})"[^\n]{0,120}"level":"(?:fatal|FATAL|panic)"|\tFATAL\t|\[FATAL\] (?<reason4>[^\n]{1,140})/,
    summary: 'A program ended itself with a fatal message{reason?: @}.',
    actions: [
      look('Read the message: it states what was missing at start or what failed.'),
      look('Compare settings and flags with the deploy before.'),
    ],
    killTest: look('If the process ran on afterwards, this was a label and not an exit.'),
    phrases: ['level=fatal', '"level":"fatal"', '[FATAL]'],
    positives: [
      'time="2026-03-03T04:12:09Z" level=fatal msg="cannot read configuration" error="open /etc/app.yml: no such file"',
      '{"level":"fatal","ts":1772511129.1,"caller":"app/main.go:41","msg":"store not reachable"}',
      '[FATAL] configuration key listen_addr is not set',
    ],
    negatives: ['log level set to fatal', 'level=info msg="no fatal problems"', '{"level":"info","msg":"0 fatal"}'],
  },
  {
    id: 'go-sql-or-driver',
    family: 'crash-go',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.66,
    anchors: ['sql: ', 'pq: ', 'driver: bad connection', 'context canceled', 'invalid connection'],
    pattern:
      /sql: (?:database is closed|transaction has already been committed or rolled back|Scan error on column index \d{1,4}, name "(?<name>[^"]{1,80})"|expected \d{1,4} (?:arguments|destination))|driver: bad connection|\[mysql\] [^\n]{0,60}invalid connection/,
    summary: 'Go code used a database handle or row in a way that cannot work{name? (column @)}.',
    actions: [
      look('Find the call in the stack or by the text of the query.'),
      look('For "bad connection", check whether the server closed idle connections.'),
      change('Set ConnMaxLifetime below the idle limit of the server, or correct the scan.'),
    ],
    killTest: look('If the same statement works in a small program, the handle was closed too early.'),
    phrases: [
      'driver: bad connection',
      'sql: database is closed',
      'sql: transaction has already been committed or rolled back',
      'sql: Scan error on column index',
    ],
    positives: [
      'level=error msg="save order" error="driver: bad connection"',
      'sql: Scan error on column index 3, name "paid_at": unsupported Scan, storing driver.Value type <nil> into type *time.Time',
      'ERROR sql: transaction has already been committed or rolled back',
    ],
    negatives: ['sql: 12 queries, 0 errors', 'sql: no rows in result set (handled)', 'db.SetConnMaxLifetime(5m)'],
  },
]
