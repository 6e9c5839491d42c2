import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const PY = String.raw`(?:[A-Za-z]:)?[\w@./\\-]{1,200}\.(?:pyi?|ipynb)`

export const PYTHON_CHECK_TOOLS: readonly Tool[] = [
  {
    id: 'mypy',
    name: 'mypy',
    category: 'type_error',
    noun: 'type check',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.85,
        [': error: '],
        new RegExp(
          `^(?<file>${PY}):(?<line>\\d{1,6})(?::\\d{1,5}){0,3}: (?<message>error: .{3,300}?\\[(?<code>[a-z][a-z-]{2,40})\\])$`,
        ),
      ),
      rule(
        'problem',
        0.7,
        [': error: '],
        new RegExp(`^(?<file>${PY}):(?<line>\\d{1,6})(?::\\d{1,5}){0,3}: (?<message>error: .{3,300})$`),
      ),
      rule(
        'problem',
        0.6,
        ['due to mypy build errors'],
        /^error: (?<message>not checking stubs due to mypy build errors)/,
      ),
      rule(
        'problem',
        0.75,
        ['is inconsistent', 'is not present'],
        /^error: (?<message>[\w.]{1,160} (?:is inconsistent|is not present).{0,160})/,
      ),
      rule('total', 0.85, ['Found '], /^Found (?<count>\d{1,7}) errors? in (?<files>\d{1,6}) files? \(.{3,80}\)/),
    ],
    actions: [look('Run the type checker on the named files with the versions of the job.', 'python -m mypy FILE')],
  },
  {
    id: 'pyright',
    name: 'Pyright',
    category: 'type_error',
    noun: 'type check',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.82,
        [' - error: '],
        new RegExp(
          `^(?<file>${PY}):(?<line>\\d{1,6}):\\d{1,5} - error: (?<message>.{3,300}?)(?: \\((?<code>report\\w{3,60})\\))?$`,
        ),
      ),
      rule(
        'total',
        0.8,
        [' errors, ', ' error, '],
        /^(?<message>(?<count>[1-9]\d{0,6}) errors?, \d{1,7} warnings?,? .{0,60})/,
      ),
    ],
    actions: [look('Run the type checker on the named files with the versions of the job.', 'pyright FILE')],
  },
  {
    id: 'ruff',
    name: 'Ruff',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        [': '],
        new RegExp(
          `^(?<file>${PY}):(?<line>\\d{1,6}):\\d{1,5}: (?<message>(?<code>[A-Z]{1,4}\\d{2,4}) (?:\\[\\*\\] )?.{3,240})$`,
        ),
      ),
      rule('problem', 0.6, ['[*]', ' '], /^(?<message>(?<code>[A-Z]{1,4}\d{3,4}) (?:\[\*\] )?[`A-Z].{3,200})$/),
      rule('file', 0.5, ['--> '], new RegExp(`^--> (?<file>${PY}):(?<line>\\d{1,6}):\\d{1,5}$`)),
      rule('problem', 0.8, ['Would reformat'], new RegExp(`^Would reformat: (?<file>${PY})`)),
      rule(
        'total',
        0.75,
        ['would be reformatted'],
        /^(?<message>(?<count>\d{1,6}) files? would be reformatted.{0,80})/,
      ),
      rule('total', 0.5, ['Found '], /^(?<message>Found (?<count>\d{1,6}) errors?(?: \(.{1,60}\))?\.?)$/, {
        needsCompany: true,
      }),
    ],
    actions: [
      look('Run the linter on the named files.', 'ruff check FILE'),
      change('Let Ruff repair and format, then commit.', 'ruff check --fix . && ruff format .'),
    ],
  },
  {
    id: 'pylint',
    name: 'Pylint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.82,
        [': '],
        new RegExp(`^(?<file>${PY}):(?<line>\\d{1,6}):\\d{1,5}: (?<code>[CRWEF]\\d{4}): (?<message>.{3,240})$`),
      ),
      rule('total', 0.4, ['has been rated at'], /(?<message>Your code has been rated at .{3,80})/),
    ],
    actions: [look('Run the linter on the named files.', 'pylint FILE')],
  },
  {
    id: 'black',
    name: 'Black',
    category: 'lint_failure',
    noun: 'formatting check',
    depth: 1,
    rules: [
      rule('problem', 0.8, ['would reformat '], new RegExp(`^(?<message>would reformat (?<file>${PY}))`)),
      rule('problem', 0.8, ['reformatted '], new RegExp(`^(?<message>reformatted (?<file>${PY}))$`)),
      rule('problem', 0.85, ['cannot format'], /^error: (?<message>cannot format (?<file>[^:]{1,200}): .{3,200})/),
      rule(
        'problem',
        0.75,
        ['incorrectly sorted'],
        /^ERROR: (?<file>\S{1,200}) (?<message>Imports are incorrectly sorted.{0,60})/,
      ),
      rule(
        'total',
        0.7,
        ['would be reformatted', 'reformatted,'],
        /^(?<message>(?<count>\d{1,6}) files? (?:would be )?reformatted, .{3,120})/,
      ),
    ],
    actions: [change('Format with the project’s own version and commit the formatting.', 'black .')],
  },
  {
    id: 'pre-commit',
    name: 'pre-commit',
    category: 'lint_failure',
    noun: 'hook',
    depth: 0,
    rules: [
      rule('step', 0.5, ['Failed'], /^(?<step>[\w ()/:,.+&-]{2,100}?)\.{3,120}(?:\([\w ]{1,30}\))?Failed$/),
      rule('problem', 0.6, ['files were modified by this hook'], /^- (?<message>files were modified by this hook)/),
      rule('exit', 0.2, ['- exit code'], /^- exit code: (?<exit>\d{1,4})$/),
    ],
    actions: [change('Run the hooks on all files and commit what they change.', 'pre-commit run --all-files')],
  },
]
