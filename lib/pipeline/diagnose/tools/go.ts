import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const GO = String.raw`[\w@./\\-]{1,200}\.go`

export const GO_TOOLS: readonly Tool[] = [
  {
    id: 'go-build',
    name: 'Go',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.8,
        ['.go:'],
        new RegExp(
          `^(?:vet: |#.{1,20} )?(?<file>(?:\\./|\\.\\./)?${GO}):(?<line>\\d{1,6}):\\d{1,5}: (?<message>(?:undefined: |cannot use |syntax error|missing return|not enough arguments|too many arguments|declared and not used|.{1,80} declared and not used|imported and not used|"[^"]{1,120}" imported and not used|.{1,120} undefined|assignment mismatch|invalid operation|cannot convert|could not import|expected |duplicate |multiple-value|undeclared name|unknown field).{0,240})`,
        ),
      ),
      rule(
        'problem',
        0.8,
        ['[build failed]', '[setup failed]'],
        /^FAIL (?<component>[\w./-]{1,160}) (?<message>\[(?:build|setup) failed\])/,
      ),
      rule(
        'problem',
        0.7,
        ['build constraints exclude', 'package '],
        /^(?:[\w./-]{1,160}: )?(?<message>(?:build constraints exclude all Go files|package [\w./-]{1,160} is not in (?:std|GOROOT)).{0,160})/,
      ),
    ],
    actions: [look('Compile all packages and their tests.', 'go vet ./...')],
  },
  {
    id: 'go-modules',
    name: 'Go modules',
    category: 'dependency_install',
    noun: 'resolution of modules',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        [
          'missing go.sum entry',
          'updates to go.mod needed',
          'no required module provides',
          'cannot find module providing',
          'inconsistent vendoring',
          'checksum mismatch',
          'unknown revision',
          'ambiguous import',
        ],
        /(?<message>(?:.{0,160}(?:missing go\.sum entry|updates to go\.mod needed|no required module provides package|cannot find module providing package|inconsistent vendoring|checksum mismatch|unknown revision|ambiguous import)).{0,200})/,
      ),
      rule(
        'problem',
        0.8,
        ['go: '],
        /^go: (?<message>[\w./-]{3,160}@[\w.+-]{1,80}: (?:reading|Get|invalid|verifying|unrecognized import|parsing).{3,240})/,
      ),
      rule('problem', 0.82, ['requires go >='], /^go: (?<message>.{0,160}requires go >= [\d.]{1,10}.{0,120})/),
    ],
    actions: [change('Bring go.mod and go.sum in line and commit them.', 'go mod tidy')],
  },
  {
    id: 'go-test',
    name: 'go test',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule('test', 0.85, ['--- FAIL: '], /^--- FAIL: (?<test>\S{1,240}) \([\d.]{1,9}s\)/),
      rule(
        'test',
        0.85,
        ['=== FAIL: ', '=== Failed'],
        /^=== FAIL: (?<component>\S{1,160}) (?<test>\S{1,240})(?: \([\d.]{1,9}s\))?/,
      ),
      rule('problem', 0.65, ['_test.go:'], new RegExp(`^(?<file>${GO}):(?<line>\\d{1,6}): (?<message>.{3,300})`)),
      rule(
        'problem',
        0.6,
        ['Error: '],
        /^(?<message>Error: (?:Not equal|Received unexpected error|Should be|Expected|An error is expected|Condition never|"?.{1,60} does not contain|elements differ).{0,160})/,
      ),
      rule('file', 0.6, ['Error Trace: '], new RegExp(`^Error Trace: (?<file>${GO}):(?<line>\\d{1,6})`)),
      rule('expected', 0.6, ['expected'], /^expected ?: (?<value>.{1,200})/, { needsCompany: true }),
      rule('actual', 0.6, ['actual'], /^actual ?: (?<value>.{1,200})/, { needsCompany: true }),
      rule('problem', 0.88, ['test timed out after'], /^(?<message>panic: test timed out after \d.{1,20})/, {
        category: 'timeout',
      }),
      rule('problem', 0.85, ['DATA RACE'], /^(?<message>WARNING: DATA RACE)/),
      rule('problem', 0.75, ['panic: '], /^(?<message>panic: .{3,240})/, { needsCompany: true }),
      rule('total', 0.55, ['FAIL '], /^FAIL (?<component>[\w./-]{3,160}) (?<message>[\d.]{1,9}s)$/),
      rule(
        'total',
        0.6,
        ['DONE '],
        /^DONE \d{1,7} (?:tests|runs?)\b.{0,60}(?<failed>\d{1,6}) (?:failures?|errors?).{0,60}/,
      ),
      rule('test', 0.8, ['[FAIL] '], /^(?:• )?\[FAIL\] (?<test>.{3,240})/),
      rule('total', 0.7, ['Specs in '], /^(?<message>Ran \d{1,6} of \d{1,6} Specs in .{3,60})/),
    ],
    actions: [look('Run the failing test alone.', 'go test ./... -run "TEST" -count=1 -v')],
  },
  {
    id: 'golangci-lint',
    name: 'golangci-lint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.86,
        ['.go:'],
        new RegExp(
          `^(?:##\\[error\\])?(?<file>${GO}):(?<line>\\d{1,6})(?::\\d{1,5})?: (?<message>.{3,240} \\((?<code>[a-z][a-z0-9]{2,30})\\))$`,
        ),
      ),
      rule(
        'problem',
        0.8,
        ['File is not'],
        new RegExp(`^(?<file>${GO}):(?<line>\\d{1,6})(?::\\d{1,5})?: (?<message>File is not (?:properly )?.{3,160})`),
      ),
      rule(
        'problem',
        0.8,
        ['Running error', 'level=error msg='],
        /(?<message>level=error msg="(?:Running error|.{0,20}can't load config|\[linters_context\]|typechecking error).{3,240})/,
        { category: 'configuration_error' },
      ),
      rule('total', 0.7, [' issues:'], /^(?<message>(?<count>[1-9]\d{0,5}) issues?:)$/),
    ],
    actions: [look('Run the linter with the job’s version.', 'golangci-lint run ./...')],
  },
]
