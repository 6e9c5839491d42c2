import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const SRC = String.raw`(?:[A-Za-z]:)?[\w@+./\\-]{1,200}\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|inc|ipp|m|mm|cu|cuh|S|s|f90|F90|f|metal|hip|def|td|proto|zig|d|ads|adb|pyx|ml|mli|cl)`

export const NATIVE_TOOLS: readonly Tool[] = [
  {
    id: 'cc',
    name: 'The C/C++ compiler',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        ['error: '],
        new RegExp(
          `^(?:In file included from )?(?<file>${SRC}):(?<line>\\d{1,6})(?::\\d{1,6})?: (?<message>(?:fatal )?error: .{3,300})`,
        ),
      ),
      rule(
        'problem',
        0.87,
        [': error C', ': fatal error C'],
        new RegExp(
          `^(?:\\d{1,4}>)?(?<file>${SRC})\\((?<line>\\d{1,6})(?:,\\d{1,6})?\\): (?<message>(?:fatal )?error (?<code>C\\d{4}): .{3,300})`,
        ),
      ),
      rule(
        'problem',
        0.85,
        ['undefined reference to', 'undefined symbol'],
        /(?<message>(?:undefined reference to|(?:ld\.lld: )?error: undefined symbol:?) .{3,240})/,
      ),
      rule(
        'problem',
        0.85,
        ['Undefined symbols for'],
        /^(?<message>Undefined symbols for architecture \w{3,12}:.{0,100})/,
      ),
      rule(
        'problem',
        0.8,
        ['cannot find -l', 'library not found for', 'LNK'],
        /(?<message>(?:ld: |LINK : )?(?:cannot find -l|library not found for -l|fatal error LNK\d{4}: ).{1,200})/,
      ),
      rule(
        'total',
        0.6,
        ['ld returned', 'linker command failed'],
        /(?<message>(?:collect2: error: ld returned \d{1,3} exit status|clang(?:\+\+)?: error: linker command failed.{0,80}))/,
      ),
      rule(
        'problem',
        0.9,
        ['Killed (program', 'Killed signal terminated'],
        /(?<message>.{0,80}(?:Killed \(program \w{2,12}\)|fatal error: Killed signal terminated program \w{2,12}))/,
        { category: 'resource_exhaustion' },
      ),
      rule(
        'total',
        0.5,
        [' errors generated', ' error generated'],
        /^(?<message>(?<count>\d{1,6}) errors? generated\.)/,
      ),
    ],
    actions: [look('Compile the named file alone with the flags of the job.', 'make V=1 TARGET')],
  },
  {
    id: 'make',
    name: 'make',
    category: 'compile_error',
    noun: 'build',
    depth: 0,
    rules: [
      rule(
        'exit',
        0.3,
        ['*** ['],
        /^(?:g?make|mingw32-make)(?:\[\d{1,3}\])?: \*\*\* \[(?<component>[^\]]{1,160})\] Error (?<exit>\d{1,4})/,
      ),
      rule('exit', 0.25, ['build stopped'], /^(?<message>ninja: build stopped: .{3,80})/),
      rule('exit', 0.3, ['FAILED: '], /^FAILED: (?<component>[\w@+./-]{1,200})/),
      rule('problem', 0.6, ['No rule to make target'], /(?<message>\*\*\* No rule to make target .{3,200})/),
    ],
    actions: [look('Run the failing target alone.', 'make V=1 TARGET')],
  },
  {
    id: 'cmake',
    name: 'CMake',
    category: 'build_environment',
    noun: 'configuration of the build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.85,
        ['CMake Error'],
        /^(?<message>CMake Error(?: at (?<file>[\w@+./-]{1,200}):(?<line>\d{1,6}))?.{0,160})/,
      ),
      rule(
        'problem',
        0.8,
        ['Could NOT find', 'Could not find a package'],
        /(?<message>Could (?:NOT find|not find a package configuration file provided by) (?<component>"?[\w-]{1,80}).{0,160})/,
      ),
      rule('total', 0.5, ['Configuring incomplete'], /(?<message>-- Configuring incomplete, errors occurred!)/),
      rule(
        'problem',
        0.85,
        ['meson.build'],
        /(?<file>[\w./-]{0,160}meson\.build):(?<line>\d{1,6}):\d{1,5}: (?<message>ERROR: .{3,240})/,
      ),
      rule('problem', 0.7, ['configure: error'], /^(?<message>configure: error: .{3,240})/),
    ],
    actions: [
      look(
        'Configure in an empty build directory and read the whole output.',
        'cmake -S . -B /tmp/build --log-level=VERBOSE',
      ),
    ],
  },
  {
    id: 'clang-format',
    name: 'clang-format',
    category: 'lint_failure',
    noun: 'formatting check',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.9,
        ['clang-format-violations'],
        /^(?<file>[\w@+./-]{1,200}):(?<line>\d{1,6}):\d{1,6}: (?<message>(?:error|warning): code should be clang-formatted.{0,60})/,
      ),
      rule(
        'problem',
        0.8,
        ['clang-tidy', '-warnings-as-errors', 'clang-analyzer', 'clang-diagnostic'],
        /^(?<file>[\w@+./-]{1,200}):(?<line>\d{1,6}):\d{1,6}: (?<message>(?:error|warning): .{3,200}\[(?<code>[\w.,-]{3,120})\])/,
      ),
    ],
    actions: [change('Format the named files and commit the formatting.', 'git clang-format HEAD~1')],
  },
  {
    id: 'bazel',
    name: 'Bazel',
    category: 'compile_error',
    noun: 'build',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.7,
        ['ERROR: '],
        /^ERROR: (?<file>[\w@./-]{1,200}\/BUILD(?:\.bazel)?):(?<line>\d{1,6}):\d{1,6}: (?<message>.{3,240})/,
      ),
      rule('test', 0.8, [' FAILED in '], /^(?<test>\/\/[\w@./:+-]{1,200}) {1,8}(?:\w{0,12} )?FAILED in .{1,60}/, {
        category: 'test_failure',
      }),
      rule(
        'total',
        0.7,
        ['fails locally', 'fail locally'],
        /^(?<message>Executed \d{1,6} out of \d{1,6} tests?: .{0,80}fails? locally.{0,40})/,
        { category: 'test_failure' },
      ),
      rule('exit', 0.3, ['Build did NOT complete'], /^FAILED: (?<message>Build did NOT complete successfully.{0,60})/),
      rule(
        'problem',
        0.8,
        ['no such package', 'no such target', 'fetching repository'],
        /^ERROR: .{0,200}?(?<message>(?:no such (?:package|target)|.{0,40}fetching repository).{3,200})/,
        { category: 'dependency_install' },
      ),
    ],
    actions: [look('Build the failing target alone with its errors shown.', 'bazel build TARGET --verbose_failures')],
  },
]
