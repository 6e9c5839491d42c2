import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const RS = String.raw`[\w@./\\$-]{1,200}\.rs`

export const RUST_TOOLS: readonly Tool[] = [
  {
    id: 'rustc',
    name: 'rustc',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule('problem', 0.85, ['error[E'], /^(?:[\w@/.:-]{1,80}: )?(?<message>error\[(?<code>E\d{4})\]: .{3,300})/),
      rule('file', 0.5, ['--> '], new RegExp(`^--> (?<file>${RS}):(?<line>\\d{1,6}):\\d{1,6}`)),
      rule(
        'total',
        0.85,
        ['could not compile'],
        /^error: (?<message>could not compile `(?<component>[\w-]{1,80})`.{0,200})/,
      ),
      rule('problem', 0.8, ['linking with'], /^(?<message>error: linking with `[^`]{1,60}` failed.{0,120})/),
      rule(
        'problem',
        0.85,
        ['custom build command'],
        /^(?:error: )?(?<message>failed to run custom build command for `(?<component>[^`]{1,120})`.{0,80})/,
        { category: 'build_environment' },
      ),
      rule(
        'problem',
        0.85,
        ['Could not find', 'required by crate', 'was not found in the pkg-config'],
        /^(?<message>(?:Could not find (?:directory of OpenSSL|`?protoc|`?cmake|libclang|openssl).{0,160}|The system library `[^`]{1,60}` required by crate .{0,120}|Package \S{1,60} was not found in the pkg-config search path.{0,60}))/,
        { category: 'build_environment' },
      ),
      rule('problem', 0.85, ['SIGKILL'], /(?<message>\(signal: 9, SIGKILL: kill\).{0,40})/, {
        category: 'resource_exhaustion',
      }),
      rule(
        'problem',
        0.45,
        ['error: '],
        /^(?<message>error: (?!could not compile|test failed|test run failed|aborting|process didn't|Recipe|command|failed to run custom|linking with|Process completed).{3,300})/,
        { needsCompany: true },
      ),
    ],
    actions: [look('Compile the named crate with the toolchain of the job.', 'cargo check --all-targets')],
  },
  {
    id: 'clippy',
    name: 'Clippy or rustc lints',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 2,
    rules: [
      rule('problem', 0.95, ['clippy::'], /^= (?:note|help): (?<message>.{0,160}(?<code>clippy::\w{3,60}).{0,120})/),
      rule(
        'problem',
        0.95,
        ['implied by `-D warnings`'],
        /^= note: (?<message>`-D (?<code>[\w:-]{3,80})` implied by `-D warnings`)/,
      ),
      rule('file', 0.6, ['--> '], new RegExp(`^--> (?<file>${RS}):(?<line>\\d{1,6}):\\d{1,6}`), { needsCompany: true }),
      rule('problem', 0.5, ['error: '], /^(?<message>error: (?!could not compile|aborting).{3,300})/, {
        needsCompany: true,
      }),
    ],
    actions: [look('Run the linter with the toolchain of the job.', 'cargo clippy --all-targets -- -D warnings')],
  },
  {
    id: 'rustfmt',
    name: 'rustfmt',
    category: 'lint_failure',
    noun: 'formatting check',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.85,
        ['Diff in '],
        new RegExp(`^(?<message>Diff in (?<file>${RS})(?:(?::| at line )(?<line>\\d{1,6})).{0,10})$`),
      ),
    ],
    actions: [change('Format the crate and commit the formatting.', 'cargo fmt --all')],
  },
  {
    id: 'cargo',
    name: 'Cargo',
    category: 'dependency_install',
    noun: 'resolution of crates',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        ['failed to select a version', 'no matching package', 'failed to get `', 'failed to parse lock'],
        /^(?<message>error: (?:failed to select a version for|no matching package|failed to get `|failed to parse lock).{3,240})/,
      ),
      rule(
        'problem',
        0.87,
        ['the lock file', 'cannot update the lock'],
        /^(?<message>error: (?:the lock file|cannot update the lock file) .{3,240})/,
      ),
      rule(
        'problem',
        0.85,
        ['requires rustc', 'is not supported by the following package'],
        /^(?<message>error: (?:.{3,160} requires rustc|rustc [\d.]{3,12} is not supported).{0,160})/,
      ),
      rule(
        'problem',
        0.8,
        ['failed to download', 'failed to load source'],
        /(?<message>failed to (?:download|load source for dependency) .{3,160})/,
        { category: 'network' },
      ),
      rule(
        'problem',
        0.8,
        ['failed to parse manifest', 'failed to load manifest'],
        /^(?<message>error: failed to (?:parse|load) manifest.{0,200})/,
        { category: 'configuration_error' },
      ),
    ],
    actions: [look('Resolve the same lock file with the toolchain of the job.', 'cargo metadata --locked')],
  },
  {
    id: 'cargo-test',
    name: 'cargo test',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'test',
        0.85,
        ['FAIL [', 'TIMEOUT [', 'SIGABRT [', 'SIGSEGV ['],
        /^(?:FAIL|TIMEOUT|SIGABRT|SIGSEGV) \[ {0,8}[\d.]{1,12}s\] (?:\( {0,8}\d{1,7}\/\d{1,7}\) )?(?<test>\S{1,120} \S{1,200})/,
      ),
      rule('test', 0.75, ['... FAILED'], /^test (?<test>\S.{0,200}?) \.\.\. FAILED/),
      rule('test', 0.7, ['---- '], /^---- (?<test>\S.{0,200}?) (?:stdout|stderr) ----$/),
      rule(
        'problem',
        0.75,
        ['panicked at'],
        /^(?<message>thread '(?<test>[^']{1,160})'.{0,24} panicked at (?:'.{1,200}', )?(?<file>[^:]{1,200}):(?<line>\d{1,6}).{0,200})/,
      ),
      rule(
        'problem',
        0.8,
        ['... mismatch', '... error'],
        /^test (?<file>\S{1,200}\.rs) \[should (?:fail to compile|pass)\] \.\.\. (?<message>mismatch|error)/,
      ),
      rule('problem', 0.6, ['assertion '], /^(?<message>assertion (?:`?left (?:==|!=) right`? )?failed.{0,200})/),
      rule('expected', 0.6, ['right: '], /^right: (?<value>.{1,240})/),
      rule('actual', 0.6, ['left: '], /^left: (?<value>.{1,240})/),
      rule(
        'total',
        0.72,
        ['run:'],
        /(?<count>\d{1,7})(?:\/\d{1,7})? tests? run: .{0,80}?(?<failed>\d{1,7}) (?:failed|timed out).{0,80}/,
      ),
      rule(
        'total',
        0.65,
        ['test result: FAILED'],
        /^test result: FAILED\. \d{1,7} passed; (?<failed>\d{1,7}) failed.{0,120}/,
      ),
    ],
    actions: [look('Run the failing test alone.', 'cargo test TEST -- --nocapture')],
  },
  {
    id: 'trybuild',
    name: 'trybuild',
    category: 'compile_error',
    noun: 'comparison of compiler messages',
    claim: 'compiler messages that differ, expected vs actual',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.9,
        ['should fail to compile', 'should pass'],
        new RegExp(
          `^(?<message>test (?<file>${RS}) \\[should (?:fail to compile|pass)\\] \\.\\.\\. (?:mismatch|error))`,
        ),
      ),
      rule('problem', 0.8, ['ACTUAL OUTPUT'], /^ACTUAL OUTPUT:$/),
      rule('total', 0.7, ['tests failed'], /^(?<failed>\d{1,6}) of (?<count>\d{1,6}) tests failed$/, {
        needsCompany: true,
      }),
    ],
    actions: [
      change(
        'If the new compiler messages are right, write them over the expected ones and commit.',
        'TRYBUILD=overwrite cargo test',
      ),
    ],
  },
  {
    id: 'miri',
    name: 'Miri',
    category: 'code_defect',
    noun: 'check for undefined behaviour',
    depth: 2,
    rules: [rule('problem', 0.88, ['Undefined Behavior'], /^(?<message>error: Undefined Behavior: .{3,300})/)],
    actions: [look('Run the failing test under Miri with a backtrace.', 'cargo miri test TEST')],
  },
]
