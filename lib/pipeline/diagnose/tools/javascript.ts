import type { Tool } from '../fact.ts'

const rerun = (command: string) => ({
  description: `Run the same tests on the commit that failed: ${command}.`,
  risk: 'read_only' as const,
})

export const JAVASCRIPT_TOOLS: readonly Tool[] = [
  {
    id: 'jest',
    name: 'Jest',
    category: 'test_failure',
    noun: 'tests',
    depth: 1,
    rules: [
      {
        kind: 'file',
        anchors: ['FAIL '],
        pattern: /^(?:[\w@/.:-]{1,80}: )?FAIL (?:[\w -]{1,30} )?(?<file>[\w@./\\[\]-]{1,200}\.[cm]?[jt]sx?)/,
        weight: 0.75,
      },
      { kind: 'test', anchors: ['● '], pattern: /^● (?!Console|Test suite failed)(?<test>.{3,300})$/, weight: 0.8 },
      {
        kind: 'problem',
        anchors: ['No tests found, exiting'],
        pattern: /^(?<message>No tests found, exiting with code (?<exit>\d))/,
        weight: 0.6,
      },
      {
        kind: 'test',
        anchors: ['failed to pass within'],
        pattern: /^(?<test>\S{3,200}) failed to pass within \d{1,3} retries/,
        weight: 0.6,
      },
      { kind: 'problem', anchors: ['expect('], pattern: /^(?<message>expect\(.{0,80}\)\..{3,160})/, weight: 0.6 },
      {
        kind: 'expected',
        anchors: ['Expected'],
        pattern: /^Expected(?: [\w ]{1,30})?: (?<value>.{1,300})/,
        weight: 0.7,
      },
      { kind: 'actual', anchors: ['Received'], pattern: /^Received(?: [\w ]{1,30})?: (?<value>.{1,300})/, weight: 0.7 },
      {
        kind: 'file',
        anchors: ['at '],
        pattern:
          /^at (?:.{0,120}\()?(?<file>(?!node:|internal)[\w@./-]{1,200}\.[cm]?[jt]sx?):(?<line>\d{1,6}):\d{1,6}\)?$/,
        weight: 0.35,
      },
      {
        kind: 'total',
        anchors: ['Tests: '],
        pattern: /^Tests: (?:\d{1,7} [a-z]{1,12}, ){0,6}?(?<failed>\d{1,7}) failed, .{3,120}/,
        weight: 0.6,
      },
      {
        kind: 'total',
        anchors: ['Test Suites: '],
        pattern: /^Test Suites: (?<failed>\d{1,7}) failed, .{3,120}/,
        weight: 0.5,
      },
    ],
    actions: [rerun('npx jest PATH -t "NAME"')],
  },
  {
    id: 'prettier',
    name: 'Prettier',
    category: 'lint_failure',
    noun: 'formatting check',
    depth: 1,
    rules: [
      {
        kind: 'problem',
        anchors: ['prettier'],
        pattern: /^(?<message>This project uses prettier .{3,160})/,
        weight: 0.7,
      },
      {
        kind: 'file',
        anchors: ['[warn] '],
        pattern: /^\[warn\] (?<file>[\w@./\\[\]() -]{1,200}\.\w{1,10})$/,
        weight: 0.7,
      },
      {
        kind: 'total',
        anchors: ['Code style issues'],
        pattern: /(?<message>Code style issues .{3,160})/,
        weight: 0.75,
      },
      {
        kind: 'file',
        anchors: ['/'],
        pattern: /^(?<file>(?:[\w@.-]{1,80}\/){1,20}[\w@.-]{1,120}\.(?:[cm]?[jt]sx?|json|md|css|scss|ya?ml|vue|html))$/,
        weight: 0.3,
      },
    ],
    actions: [
      {
        description: 'Format the listed files with the project’s own version and commit them.',
        command: 'npx prettier --write FILE',
        risk: 'reversible',
      },
    ],
  },
]
