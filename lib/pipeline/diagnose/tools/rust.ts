import type { Tool } from '../fact.ts'

export const RUST_TOOLS: readonly Tool[] = [
  {
    id: 'rustc',
    name: 'rustc',
    category: 'compile_error',
    noun: 'compile',
    depth: 2,
    rules: [
      {
        kind: 'problem',
        anchors: ['error[E'],
        pattern: /^(?<message>error\[(?<code>E\d{4})\]: .{3,300})/,
        weight: 0.85,
      },
      {
        kind: 'file',
        anchors: ['--> '],
        pattern: /^--> (?<file>[\w@./\\-]{1,200}\.rs):(?<line>\d{1,6}):\d{1,6}/,
        weight: 0.5,
      },
      {
        kind: 'total',
        anchors: ['could not compile'],
        pattern: /^error: (?<message>could not compile `(?<component>[\w-]{1,80})`.{0,200})/,
        weight: 0.85,
      },
    ],
    actions: [
      {
        description: 'Compile the named crate with the toolchain of the job.',
        command: 'cargo check --all-targets',
        risk: 'read_only',
      },
    ],
  },
  {
    id: 'nextest',
    name: 'cargo test',
    category: 'test_failure',
    noun: 'tests',
    depth: 1,
    rules: [
      {
        kind: 'test',
        anchors: ['FAIL ['],
        pattern: /^FAIL \[ *[\d.]{1,12}s\] (?:\( *\d{1,7}\/\d{1,7}\) )?(?<test>\S{1,120} \S{1,200})/,
        weight: 0.85,
      },
      { kind: 'test', anchors: ['... FAILED'], pattern: /^test (?<test>\S{1,200}) \.\.\. FAILED/, weight: 0.75 },
      {
        kind: 'problem',
        anchors: ['panicked at'],
        pattern:
          /^(?<message>thread '(?<test>[^']{1,160})'.{0,20} panicked at (?:'.{1,200}', )?(?<file>[^:]{1,200}):(?<line>\d{1,6}).{0,200})/,
        weight: 0.75,
      },
      {
        kind: 'problem',
        anchors: ['... mismatch', '... error'],
        pattern: /^test (?<file>\S{1,200}\.rs) \[should (?:fail to compile|pass)\] \.\.\. (?<message>mismatch|error)/,
        weight: 0.8,
      },
      {
        kind: 'total',
        anchors: ['tests failed'],
        pattern: /^(?<failed>\d{1,6}) of (?<count>\d{1,6}) tests failed$/,
        weight: 0.7,
      },
      {
        kind: 'total',
        anchors: ['tests run:'],
        pattern: /(?<count>\d{1,7}) tests? run: .{0,80}?(?<failed>\d{1,7}) failed.{0,80}/,
        weight: 0.7,
      },
      {
        kind: 'total',
        anchors: ['test result: FAILED'],
        pattern: /^test result: FAILED\. \d{1,7} passed; (?<failed>\d{1,7}) failed.{0,120}/,
        weight: 0.65,
      },
    ],
    actions: [
      { description: 'Run the failing test alone.', command: 'cargo test TEST -- --nocapture', risk: 'read_only' },
    ],
  },
]
