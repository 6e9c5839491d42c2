import type { Tool } from '../fact.ts'
import { look, rule } from './rule.ts'

export const NATIVE_TEST_TOOLS: readonly Tool[] = [
  {
    id: 'lit',
    name: 'lit',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'test',
        0.85,
        ['FAIL: ', 'TIMEOUT: ', 'UNRESOLVED: ', 'XPASS: '],
        /^(?:FAIL|TIMEOUT|UNRESOLVED|XPASS): (?<test>[\w-]{1,60} :: (?<file>\S{1,200})) \(\d{1,7} of \d{1,7}\)/,
      ),
      rule('test', 0.7, [' :: '], /^(?<test>[A-Z][\w-]{1,60} :: (?<file>[\w@+./-]{1,200}))$/),
      rule(
        'problem',
        0.86,
        [
          'expected string not found',
          'is not on the line after',
          'excluded string found',
          'is on the same line',
          'string not found in input',
        ],
        /^(?<file>[\w@+./-]{1,240}):(?<line>\d{1,6}):\d{1,6}: (?<message>error: [\w-]{1,60}: .{3,160})/,
      ),
      rule(
        'expected',
        0.55,
        ['CHECK', '-NEXT: ', '-LABEL: ', '-SAME: ', '-DAG: '],
        /^(?:;|\/\/|#|!) ?(?<value>[A-Z][\w-]{1,60}: .{1,200})/,
        { needsCompany: true },
      ),
      rule(
        'problem',
        0.55,
        ['scanning from here', 'possible intended match'],
        /^(?<file>\S{1,200}):(?<line>\d{1,6}):\d{1,6}: (?<message>note: (?:scanning from here|possible intended match here))/,
      ),
      rule(
        'total',
        0.6,
        ['Failed Tests', 'Failed:'],
        /^(?<message>Failed Tests \((?<failed>\d{1,6})\):|Failed ?: {1,8}\d{1,6}(?: \([\d.]{1,6}%\))?)$/,
      ),
    ],
    actions: [
      look('Run the failing test alone and read the tool’s output beside the CHECK lines.', 'llvm-lit -v TEST'),
    ],
  },
  {
    id: 'ctest',
    name: 'CTest',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'test',
        0.8,
        ['***'],
        /^\d{1,6}\/\d{1,6} Test {1,8}#\d{1,6}: (?<test>\S{1,160}) [. ]{2,80}\*{0,3}(?:Failed|Timeout|Exception|Not Run).{0,60}/,
      ),
      rule(
        'test',
        0.75,
        [' (Failed)', ' (Timeout)', ' (SEGFAULT)', ' (Subprocess aborted)', ' (ILLEGAL)'],
        /^\d{1,6} - (?<test>\S{1,160}) \((?:Failed|Timeout|SEGFAULT|Subprocess aborted|ILLEGAL)\)/,
      ),
      rule(
        'total',
        0.75,
        ['tests passed,'],
        /^(?<message>\d{1,3}% tests passed, (?<failed>[1-9]\d{0,5}) tests? failed out of (?<count>\d{1,6}))/,
      ),
    ],
    actions: [look('Run the failing test alone.', 'ctest -R TEST --output-on-failure')],
  },
  {
    id: 'gtest',
    name: 'GoogleTest',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'test',
        0.83,
        ['[ FAILED ]'],
        /^(?:\d{1,6}: )?\[ FAILED \] (?!\d{1,6} tests?)(?<test>[\w./<>:]{1,200}).{0,120}/,
      ),
      rule(
        'problem',
        0.75,
        ['Failure'],
        /^(?:\d{1,6}: )?(?<file>[\w@+./\\-]{1,200})(?::|\()(?<line>\d{1,6})\)?: (?<message>(?:error: )?Failure.{0,200})/,
      ),
      rule(
        'problem',
        0.6,
        ['Expected equality', 'Value of: '],
        /^(?<message>(?:Expected equality of these values|Value of: ).{0,160})/,
      ),
      rule('total', 0.6, ['FAILED TEST'], /^(?<message>(?<failed>\d{1,6}) FAILED TESTS?)/),
    ],
    actions: [look('Run the failing test alone.', './TEST_BINARY --gtest_filter=SUITE.TEST')],
  },
  {
    id: 'catch2',
    name: 'Catch2',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule('problem', 0.8, [': FAILED:'], /^(?<file>[\w@+./\\-]{1,200}):(?<line>\d{1,6}): (?<message>FAILED:.{0,160})/),
      rule(
        'total',
        0.6,
        ['test cases:'],
        /^(?<message>test cases: {1,8}\d{1,6} \|.{0,60}(?<failed>\d{1,6}) failed.{0,40})/,
      ),
    ],
    actions: [look('Run the failing test alone.')],
  },
  {
    id: 'sanitizer',
    name: 'The sanitizer',
    category: 'code_defect',
    noun: 'memory check',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.9,
        ['Sanitizer: '],
        /(?<message>(?:==\d{1,8}==)?(?:ERROR|WARNING|SUMMARY): (?:Address|Thread|Memory|Leak|UndefinedBehavior|HWAddress)Sanitizer: .{3,240})/,
      ),
      rule(
        'problem',
        0.85,
        ['runtime error: '],
        /^(?<file>[\w@+./-]{1,200}):(?<line>\d{1,6}):\d{1,6}: (?<message>runtime error: .{3,200})/,
      ),
    ],
    actions: [look('Run the failing test alone under the same sanitizer, with symbols.')],
  },
  {
    id: 'crash',
    name: 'A process',
    category: 'code_defect',
    noun: 'run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.7,
        ['Segmentation fault', 'core dumped', 'SIGSEGV', 'SIGABRT'],
        /(?<message>.{0,120}(?:Segmentation fault|\(core dumped\)|signal SIGSEGV|SIGABRT).{0,80})/,
      ),
    ],
    actions: [
      look('Run the same command under a debugger and take the stack.', 'gdb --batch -ex run -ex bt --args COMMAND'),
    ],
  },
]
