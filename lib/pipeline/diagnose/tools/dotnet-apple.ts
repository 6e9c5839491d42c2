import type { Tool } from '../fact.ts'
import { look, rule } from './rule.ts'

const CS = String.raw`(?:[A-Za-z]:)?[\w@./\\ -]{1,240}\.(?:cs|fs|vb|razor|cshtml|xaml|csproj|fsproj|sln|targets|props)`
const SWIFT = String.raw`[\w@+./ -]{1,240}\.(?:swift|m|mm|h)`

export const DOTNET_APPLE_TOOLS: readonly Tool[] = [
  {
    id: 'dotnet',
    name: 'The .NET build',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        [': error CS', ': error FS', ': error BC', ': error RZ', ': error NETSDK', ': error MSB'],
        new RegExp(
          `(?<file>${CS})(?:\\((?<line>\\d{1,6})(?:,\\d{1,6}){0,3}\\))?(?: )?: (?<message>error (?<code>(?:CS|FS|BC|RZ|NETSDK|MSB)\\d{3,5}): .{3,300})`,
        ),
      ),
      rule('problem', 0.87, [': error NU', 'error NU'], /(?<message>error (?<code>NU\d{4}): .{3,300})/, {
        category: 'dependency_install',
      }),
      rule(
        'problem',
        0.87,
        [': error SA', ': error IDE', ': error CA', ': error WHITESPACE', ': error IMPORTS'],
        new RegExp(
          `(?<file>${CS})\\((?<line>\\d{1,6}),\\d{1,6}\\): (?<message>error (?<code>(?:SA|IDE|CA)\\d{4}|WHITESPACE|IMPORTS): .{3,300})`,
        ),
        { category: 'lint_failure' },
      ),
      rule('total', 0.5, ['Error(s)'], /^(?<message>(?<count>[1-9]\d{0,5}) Error\(s\))/),
      rule('exit', 0.25, ['Build FAILED'], /^(?<message>Build FAILED\.)/),
    ],
    actions: [look('Build with the SDK version of the job.', 'dotnet build -v minimal')],
  },
  {
    id: 'dotnet-test',
    name: 'dotnet test',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule('test', 0.8, ['Failed '], /^Failed (?<test>[\w.+<>`]{3,200}(?:\(.{0,200}\))?) \[[<\d].{1,16}\]$/),
      rule(
        'test',
        0.8,
        ['[FAIL]'],
        /^(?:\[xUnit\.net [\d:.]{4,16}\] {0,8})?(?<test>[\w.+<>`]{3,200}(?:\(.{0,200}\))?) \[FAIL\]/,
      ),
      rule('test', 0.75, [') Failed : '], /^\d{1,5}\) Failed : (?<test>[\w.+<>`]{3,200}.{0,100})/),
      rule('problem', 0.7, ['Assert.', 'Failure'], /^(?<message>Assert\.\w{2,40}\(\).{0,12} Failure.{0,160})/),
      rule('expected', 0.6, ['Expected: '], /^Expected: {1,8}(?<value>.{1,200})/, { needsCompany: true }),
      rule('actual', 0.6, ['Actual: ', 'But was: '], /^(?:Actual|But was): {1,8}(?<value>.{1,200})/, {
        needsCompany: true,
      }),
      rule(
        'file',
        0.4,
        [' in ', ':line '],
        /^at .{3,240} in (?<file>[^:]{0,2}:?[^:]{3,240}\.(?:cs|fs|vb)):line (?<line>\d{1,6})/,
      ),
      rule('total', 0.75, ['Failed!'], /^(?<message>Failed! {1,8}- Failed: {1,8}(?<failed>\d{1,6}), Passed: .{3,160})/),
    ],
    actions: [look('Run the failing test alone.', 'dotnet test --filter "FullyQualifiedName~TEST"')],
  },
  {
    id: 'swift',
    name: 'The Swift build',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.86,
        [': error: ', ': fatal error: '],
        new RegExp(
          `^(?:##\\[error\\]|❌ {1,8})?(?<file>${SWIFT}):(?:(?<line>\\d{1,6}):\\d{1,6}|\\[[A-Z]{2,20}_\\d{1,4}\\]): (?<message>(?:fatal )?error: (?!.{0,40}XCT).{3,240})`,
        ),
      ),
      rule(
        'problem',
        0.8,
        ['xcodebuild: error', 'Code Sign', 'rovisioning profile', 'No signing certificate'],
        /(?<message>(?:xcodebuild: error: |error: .{0,60}(?:Code Sign|[Pp]rovisioning profile|No signing certificate)|No signing certificate).{3,240})/,
        { category: 'permission_or_secret' },
      ),
      rule(
        'problem',
        0.88,
        ['error: No profiles for', 'requires a development team', 'requires a provisioning profile', 'No Accounts: '],
        /(?<message>error: (?:No profiles for |Signing for .{1,80} requires a development team|.{1,80} requires a provisioning profile|No Accounts: ).{0,240})/,
        { category: 'permission_or_secret' },
      ),
      rule(
        'problem',
        0.85,
        ['Dependencies could not be resolved', 'Unable to find a specification', 'CocoaPods could not'],
        /(?<message>(?:error: Dependencies could not be resolved|\[!\] (?:Unable to find a specification|CocoaPods could not)).{0,240})/,
        { category: 'dependency_install' },
      ),
      rule(
        'total',
        0.5,
        ['** BUILD FAILED **', '** ARCHIVE FAILED **'],
        /(?<message>\*\* (?:BUILD|ARCHIVE) FAILED \*\*)/,
      ),
    ],
    actions: [look('Build the failing target with the Xcode version of the job.', 'swift build')],
  },
  {
    id: 'xctest',
    name: 'XCTest',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'test',
        0.82,
        ["Test Case '", 'Test case'],
        /^Test [Cc]ase '(?<test>-?\[?[\w. ()/]{3,200}\]?)' failed.{0,60}/,
      ),
      rule(
        'problem',
        0.82,
        [': error: -['],
        new RegExp(
          `^(?<file>${SWIFT}):(?<line>\\d{1,6}): (?<message>error: (?<test>-\\[[\\w. ]{3,160}\\]) : .{3,240})`,
        ),
      ),
      rule(
        'problem',
        0.8,
        ['recorded an issue at'],
        /(?<message>(?:✘|􀢄) ?Test (?<test>.{3,160}) recorded an issue at (?<file>[\w.+-]{1,120}):(?<line>\d{1,6}):\d{1,6}.{0,200})/,
      ),
      rule(
        'total',
        0.6,
        ['Executed '],
        /^(?<message>Executed \d{1,6} tests?, with (?:\d{1,6} tests? skipped and )?(?<failed>[1-9]\d{0,5}) failures?.{0,80})/,
      ),
      rule('total', 0.5, ['** TEST FAILED **'], /(?<message>\*\* TEST FAILED \*\*)/),
    ],
    actions: [look('Run the failing test alone.', 'swift test --filter TEST')],
  },
  {
    id: 'swiftlint',
    name: 'SwiftLint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.88,
        [' Violation: '],
        new RegExp(
          `^(?<file>${SWIFT}):(?<line>\\d{1,6})(?::\\d{1,6})?: (?<message>error: [\\w ]{3,60} Violation: .{3,160} \\((?<code>\\w{3,60})\\))`,
        ),
      ),
    ],
    actions: [look('Run the linter on the named files.', 'swiftlint lint --strict')],
  },
]
