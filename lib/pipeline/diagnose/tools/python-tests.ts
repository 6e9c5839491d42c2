import type { Tool } from '../fact.ts'
import { look, rule } from './rule.ts'

const PY = String.raw`(?:[A-Za-z]:)?[\w@./\\-]{1,200}\.pyi?`

export const PYTHON_TEST_TOOLS: readonly Tool[] = [
  {
    id: 'pytest',
    name: 'pytest',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'test',
        0.85,
        ['FAILED '],
        /^(?:[\w/-]{1,60}: )?FAILED (?<test>(?<file>\S{1,200}\.py)::\S.{0,200}?)(?: - (?<message>.{1,300}))?$/,
      ),
      rule(
        'test',
        0.75,
        ['ERROR '],
        /^ERROR (?:collecting )?(?<test>(?<file>\S{1,200}\.py)\S{0,200})(?: - (?<message>.{1,300}))?$/,
      ),
      rule('test', 0.7, ['ERROR collecting'], /^_{1,60} ERROR collecting (?<test>(?<file>\S{1,200}\.py)) _{1,60}$/),
      rule(
        'problem',
        0.7,
        ['E '],
        /^E {1,8}(?<message>(?:[\w.]{1,80}(?:Error|Exception|Warning|Failed|Exit|Interrupt)\b|assert ).{0,300})/,
      ),
      rule('problem', 0.5, ['E '], /^E {1,8}(?<message>(?!\+ |- |\? ).{6,200})/, { needsCompany: true }),
      rule(
        'file',
        0.6,
        ['.py:'],
        new RegExp(
          `^(?<file>${PY}):(?<line>\\d{1,6}): (?<message>\\w{0,60}(?:Error|Exception|Warning|Failed|Exit)\\w{0,20})$`,
        ),
      ),
      rule('problem', 0.8, ['Interrupted'], /(?<message>!{1,80} ?Interrupted: \d{1,6} errors? during collection)/),
      rule('problem', 0.8, ['INTERNALERROR>'], /^INTERNALERROR> (?<message>[\w.]{1,60}(?:Error|Exception).{0,200})/),
      rule(
        'problem',
        0.8,
        ['ImportError while'],
        /^(?<message>ImportError while (?:importing test module|loading conftest) .{3,200})/,
      ),
      rule('problem', 0.8, ['Required test coverage'], /(?<message>FAIL Required test coverage of .{3,120})/),
      rule('problem', 0.7, ['Failed: Timeout'], /(?<message>Failed: Timeout >[\d.]{1,9}s)/),
      rule('problem', 0.75, ['unrecognized arguments'], /(?<message>error: unrecognized arguments: .{1,160})/, {
        category: 'configuration_error',
      }),
      rule('expected', 0.4, ['E '], /^E {1,8}(?:\[left\]|Expected): {1,3}(?<value>.{1,200})/),
      rule('actual', 0.4, ['E '], /^E {1,8}(?:\[right\]|Actual|Received|Obtained): {1,3}(?<value>.{1,200})/),
      rule(
        'total',
        0.75,
        [' in '],
        /^={0,120} ?(?:\d{1,7} \w{1,12}, ){0,6}?(?<failed>\d{1,7}) (?:failed|errors?)\b.{0,200} in \d{1,7}\.\d{1,3}s?/,
      ),
    ],
    actions: [
      look(
        'Run the failing test alone, on the same commit with the same dependency versions.',
        'python -m pytest "TEST" -x -vv',
      ),
    ],
  },
  {
    id: 'unittest',
    name: 'unittest',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule('test', 0.8, ['FAIL: ', 'ERROR: '], /^(?:FAIL|ERROR): (?<test>\w{1,160} \([\w.]{1,200}\).{0,80})$/),
      rule(
        'problem',
        0.8,
        ['_FailedTest', 'Failed to import test module'],
        /^(?<message>ImportError: Failed to import test module: .{1,160})/,
      ),
      rule('total', 0.8, ['FAILED ('], /^(?<message>FAILED \((?:failures|errors)=\d{1,6}.{0,80}\))/),
    ],
    actions: [look('Run the failing test alone.', 'python -m unittest TEST')],
  },
  {
    id: 'python',
    name: 'Python',
    category: 'code_defect',
    noun: 'program',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.6,
        ['Error', 'Exception'],
        /^(?<message>(?:[a-z_][\w]{0,60}\.){0,8}[A-Z]\w{1,60}(?:Error|Exception): .{3,300})$/,
      ),
      rule('problem', 0.55, ['Traceback (most'], /^(?<message>Traceback \(most recent call last\)):$/),
      rule(
        'file',
        0.4,
        ['File "'],
        /^File "(?<file>(?!<|.{0,120}(?:site-packages|lib\/python))[^"]{1,200}\.py)", line (?<line>\d{1,6})(?:, in .{1,120})?$/,
      ),
    ],
    actions: [look('Open the last place of the traceback that is the project’s own file.')],
  },
  {
    id: 'sphinx',
    name: 'Sphinx',
    category: 'build_environment',
    noun: 'documentation build',
    depth: 1,
    rules: [
      rule('problem', 0.8, ['treated as error'], /^(?<message>Warning, treated as error:.{0,200})/, {
        category: 'lint_failure',
      }),
      rule(
        'problem',
        0.75,
        ['Sphinx error'],
        /^(?<message>(?:Extension|Configuration|Theme)? ?[Ee]?r?r?o?r?:? ?Sphinx error:.{0,200})/,
      ),
      rule(
        'problem',
        0.5,
        ['WARNING: '],
        /^(?<file>[\w./-]{1,200}\.(?:rst|md|py))(?::docstring of [\w.]{1,120})?:(?<line>\d{1,6}): WARNING: (?<message>.{3,200})/,
        { category: 'lint_failure' },
      ),
    ],
    actions: [look('Build the documentation alone with warnings as errors.', 'sphinx-build -W docs build/html')],
  },
]
