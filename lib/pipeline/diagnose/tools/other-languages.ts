import type { Tool } from '../fact.ts'
import { look, rule } from './rule.ts'

export const OTHER_LANGUAGE_TOOLS: readonly Tool[] = [
  {
    id: 'dart',
    name: 'Dart',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.86,
        ['.dart:'],
        /^(?<file>[\w@./-]{1,200}\.dart):(?<line>\d{1,6}):\d{1,6}: (?<message>Error: .{3,240})/,
      ),
      rule(
        'problem',
        0.82,
        ['error •', 'error - '],
        /^error [•-] (?<message>.{3,200}) [•-] (?<file>[\w@./-]{1,200}\.dart):(?<line>\d{1,6}):\d{1,6} [•-] (?<code>\w{3,60})/,
        { category: 'type_error' },
      ),
      rule('test', 0.8, [' [E]'], /^[\d:]{5,8} \+\d{1,6}(?: ~\d{1,6})? -\d{1,6}: (?<test>.{3,240}) \[E\]/, {
        category: 'test_failure',
      }),
      rule('problem', 0.7, ['was thrown '], /^The following (?<message>\w{3,60} was thrown .{3,120})/, {
        category: 'test_failure',
        needsCompany: true,
      }),
      rule('expected', 0.7, ['Expected: '], /^Expected: (?<value>.{1,300})/, {
        category: 'test_failure',
        needsCompany: true,
      }),
      rule('actual', 0.7, ['Actual: '], /^Actual: (?<value>.{1,300})/, {
        category: 'test_failure',
        needsCompany: true,
      }),
      rule('problem', 0.85, ['version solving failed'], /^(?<message>Because .{3,240}version solving failed\.)/, {
        category: 'dependency_install',
      }),
    ],
    actions: [look('Analyse the package with the SDK of the job.', 'dart analyze')],
  },
  {
    id: 'deno-lint',
    name: 'deno lint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.82,
        ['error[', 'warning['],
        /^(?:error|warning)\[(?<code>[a-z][a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){1,6})\]: (?<message>.{3,240})/,
      ),
      rule('file', 0.5, ['--> '], /^--> (?<file>[\w@./-]{1,200}\.[cm]?[jt]sx?):(?<line>\d{1,6}):\d{1,5}/, {
        needsCompany: true,
      }),
      rule('total', 0.5, ['Found '], /^(?<message>Found \d{1,6} problems?)$/, { needsCompany: true }),
    ],
    actions: [look('Run the linter on the file named.', 'deno lint FILE')],
  },
  {
    id: 'elixir',
    name: 'Elixir',
    category: 'compile_error',
    noun: 'build',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.85,
        ['** ('],
        /^(?<message>\*\* \((?:CompileError|SyntaxError|TokenMissingError)\) (?<file>[\w@./-]{1,200}\.exs?):(?<line>\d{1,6}).{0,200})/,
      ),
      rule('problem', 0.7, ['** (Mix)'], /^(?<message>\*\* \(Mix\) .{3,240})/, { category: 'dependency_install' }),
      rule('test', 0.75, [') test '], /^\d{1,5}\) (?<test>test .{3,200} \([\w.]{2,120}\))/, {
        category: 'test_failure',
      }),
    ],
    actions: [look('Run the failing test alone.', 'mix test FILE:LINE')],
  },
  {
    id: 'haskell',
    name: 'GHC',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.86,
        ['.hs:'],
        /^(?<file>[\w@./-]{1,200}\.l?hs):(?<line>\d{1,6}):\d{1,6}(?:-\d{1,6})?: (?<message>error:.{0,240})/,
      ),
    ],
    actions: [look('Build with the compiler version of the job.', 'cabal build')],
  },
  {
    id: 'r',
    name: 'R CMD check',
    category: 'test_failure',
    noun: 'check',
    depth: 1,
    rules: [
      rule(
        'test',
        0.8,
        ['── Failure', '── Error'],
        /^── (?:Failure|Error) \('?(?<file>[\w@./-]{1,160}\.R):(?<line>\d{1,6})(?::\d{1,6})?'?\): (?<test>.{3,160}?) ?─{0,80}$/,
      ),
      rule('total', 0.6, ['[ FAIL '], /^(?<message>\[ FAIL (?<failed>[1-9]\d{0,5}) \| WARN \d{1,6} \|.{0,60})/),
      rule('problem', 0.7, ['... ERROR'], /^\* (?<message>checking .{3,120} \.\.\. ?.{0,40}ERROR)/),
    ],
    actions: [look('Run the failing test file alone.')],
  },
  {
    id: 'julia',
    name: 'Julia tests',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['Test Failed at', 'Error During Test at'],
        /^.{0,80}(?<message>(?:Test Failed|Error During Test) at (?<file>[\w@./-]{1,200}\.jl):(?<line>\d{1,6}))/,
      ),
      rule('problem', 0.6, ['Evaluated: '], /^(?<message>Evaluated: .{3,200})/),
      rule('total', 0.7, ['tests did not pass'], /(?<message>Some tests did not pass: .{3,120})/),
    ],
    actions: [look('Run the failing test set alone.')],
  },
  {
    id: 'nix',
    name: 'Nix',
    category: 'build_environment',
    noun: 'build',
    depth: 1,
    rules: [
      rule('problem', 0.65, ['error: builder for'], /^(?<message>error: builder for '[^']{1,200}' failed.{0,120})/),
      rule(
        'problem',
        0.7,
        ['error: attribute', 'error: hash mismatch'],
        /^(?<message>error: (?:attribute|hash mismatch).{3,200})/,
      ),
    ],
    actions: [look('Read the whole log of the derivation.', 'nix log DERIVATION')],
  },
  {
    id: 'perl',
    name: 'prove',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'total',
        0.6,
        ['Looks like you failed', 'Result: FAIL'],
        /^(?:# )?(?<message>Looks like you failed \d{1,6} tests? of \d{1,6}\.|Result: FAIL)/,
      ),
      rule('problem', 0.6, ['Failed test'], /^# {1,8}(?<message>Failed (?:\(TODO\) )?test .{1,160})/),
    ],
    actions: [look('Run the failing test file alone.', 'prove -v FILE')],
  },
]
