import type { Tool } from '../fact.ts'

const PY = String.raw`(?:[A-Za-z]:)?[\w@./\\ -]{1,200}\.pyi?`

export const PYTHON_TOOLS: readonly Tool[] = [
  {
    id: 'pytest',
    name: 'pytest',
    category: 'test_failure',
    noun: 'tests',
    depth: 1,
    rules: [
      {
        kind: 'test',
        anchors: ['FAILED '],
        pattern: /^FAILED (?<test>(?<file>\S{1,200}\.py)::\S.{0,200}?)(?: - (?<message>.{1,300}))?$/,
        weight: 0.85,
      },
      {
        kind: 'test',
        anchors: ['ERROR '],
        pattern: /^ERROR (?<test>(?<file>\S{1,200}\.py)\S{0,200})(?: - (?<message>.{1,300}))?$/,
        weight: 0.75,
      },
      {
        kind: 'problem',
        anchors: ['E '],
        pattern: /^E +(?<message>(?:[\w.]{1,80}(?:Error|Exception|Warning|Failed)\b|assert ).{0,300})/,
        weight: 0.7,
      },
      {
        kind: 'file',
        anchors: ['.py:'],
        pattern: new RegExp(
          `^(?<file>${PY}):(?<line>\\d{1,6}): (?<message>\\w{0,60}(?:Error|Exception|Warning|Failed|Exit)\\w{0,20})$`,
        ),
        weight: 0.6,
      },
      {
        kind: 'total',
        anchors: [' in '],
        pattern:
          /^=* ?(?:\d{1,7} \w{1,12}, ){0,6}?(?<failed>\d{1,7}) (?:failed|errors?)\b.{0,200} in \d{1,7}\.\d{1,3}s?/,
        weight: 0.75,
      },
    ],
    actions: [
      {
        description: 'Run the failing test alone on the same commit and the same dependency versions.',
        command: 'python -m pytest "TEST" -x -vv',
        risk: 'read_only',
      },
    ],
  },
  {
    id: 'mypy',
    name: 'mypy',
    category: 'type_error',
    noun: 'type check',
    depth: 2,
    rules: [
      {
        kind: 'problem',
        anchors: [': error: '],
        pattern: new RegExp(
          `^(?<file>${PY}):(?<line>\\d{1,6})(?::\\d{1,5})?: error: (?<message>.{3,300}?) {1,3}\\[(?<code>[a-z][a-z-]{2,40})\\]$`,
        ),
        weight: 0.85,
      },
      {
        kind: 'total',
        anchors: ['Found '],
        pattern: /^Found (?<count>\d{1,7}) errors? in (?<files>\d{1,6}) files? \(.{3,80}\)/,
        weight: 0.85,
      },
    ],
    actions: [
      {
        description: 'Run the type checker on the named files with the versions of the job.',
        command: 'python -m mypy FILE',
        risk: 'read_only',
      },
    ],
  },
]
