import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const JS_FILE = String.raw`(?:[A-Za-z]:)?[\w@./\\[\]()-]{1,200}\.(?:[cm]?[jt]sx?|vue|svelte|astro)`
const WEB_FILE = String.raw`(?:[\w@.[\]()-]{1,80}\/){1,20}[\w@.[\]()-]{1,120}\.(?:[cm]?[jt]sx?|json5?|mdx?|s?css|less|ya?ml|vue|html|graphql)`

const TSC_ACTIONS = [look('Run the type checker on the commit that failed.', 'npx tsc --noEmit')]
const ESLINT_ACTIONS = [
  look('Run the linter on the named files.', 'npx eslint FILE'),
  change('Let the linter repair what it can, then commit.', 'npx eslint --fix FILE'),
]

export const JAVASCRIPT_CHECK_TOOLS: readonly Tool[] = [
  {
    id: 'tsc',
    name: 'TypeScript',
    category: 'type_error',
    noun: 'type check',
    depth: 2,
    rules: [
      rule('problem', 0.85, ['[ERROR]: '], /^(?:error: )?(?<message>(?<code>TS\d{4,5}) \[ERROR\]: .{3,300})/),
      rule(
        'problem',
        0.85,
        ['error TS1'],
        new RegExp(
          `(?<file>${JS_FILE})[(:](?<line>\\d{1,6})[,:]\\d{1,6}\\)?(?: -|:) (?<message>error (?<code>TS1\\d{3}): .{3,300})`,
        ),
        { category: 'compile_error' },
      ),
      rule(
        'problem',
        0.87,
        ['error TS'],
        new RegExp(
          `(?<file>${JS_FILE})[(:](?<line>\\d{1,6})[,:]\\d{1,6}\\)?(?: -|:) (?<message>error (?<code>TS\\d{4,5}): .{3,300})`,
        ),
      ),
      rule('problem', 0.75, ['error TS'], /^(?<message>error (?<code>TS\d{4,5}): .{3,300})/, {
        category: 'configuration_error',
      }),
      rule('problem', 0.8, ['Type error: '], /^(?<message>Type error: .{3,300})/),
      rule(
        'total',
        0.7,
        ['Found '],
        /^(?<message>Found (?<count>\d{1,6}) errors? in (?:(?<files>\d{1,6}) files(?! \(checked)|\S{1,200}:\d{1,6}|the same file, starting at: \S{1,200}))/,
      ),
    ],
    actions: TSC_ACTIONS,
  },
  {
    id: 'flow',
    name: 'Flow',
    category: 'type_error',
    noun: 'type check',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.8,
        ['Error -'],
        new RegExp(`^Error [-┈ ]{3,200} (?<file>${JS_FILE}):(?<line>\\d{1,6}):\\d{1,6}`),
      ),
      rule(
        'problem',
        0.7,
        ['[incompatible-', '[prop-missing', '[cannot-resolve', '[missing-'],
        /^(?<message>.{3,240} \[(?<code>(?:incompatible|prop-missing|cannot-resolve|missing)[\w-]{0,40})\].{0,80})/,
      ),
    ],
    actions: [look('Run the type checker on the commit that failed.', 'npx flow check')],
  },
  {
    id: 'eslint',
    name: 'ESLint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        [' error '],
        /^(?<line>\d{1,6}):\d{1,6} error (?<message>.{3,240}?) (?<code>(?:@?[\w-]{1,60}\/){0,3}[a-z][\w-]{2,60})$/,
      ),
      rule(
        'problem',
        0.75,
        [' error '],
        /^(?<line>\d{1,6}):\d{1,6} error (?<message>(?:Parsing error|Definition for rule).{3,240})/,
      ),
      rule('problem', 0.7, ['##[error]'], /^##\[error\] {1,8}(?<line>\d{1,6}):\d{1,6} error (?<message>.{3,240})/),
      rule('file', 0.45, ['/'], new RegExp(`^(?<file>(?:/|[A-Za-z]:\\\\)?${JS_FILE})$`), { needsCompany: true }),
      rule(
        'total',
        0.85,
        ['✖ ', 'problems ('],
        /^(?<message>[✖×xX] (?<count>\d{1,7}) problems? \([1-9]\d{0,6} errors?, .{3,80})/,
      ),
      rule(
        'total',
        0.8,
        ['too many warnings'],
        /(?<message>ESLint found too many warnings \(maximum: \d{1,6}\).{0,40})/,
      ),
      rule(
        'problem',
        0.85,
        ['ESLint couldn', 'Oops! Something went wrong', 'ESLint: '],
        /^(?<message>(?:ESLint couldn't|Oops! Something went wrong!|ESLint: \d).{0,200})/,
        { category: 'configuration_error' },
      ),
    ],
    actions: ESLINT_ACTIONS,
  },
  {
    id: 'prettier',
    name: 'Prettier',
    category: 'lint_failure',
    noun: 'formatting check',
    depth: 1,
    rules: [
      rule('problem', 0.7, ['prettier', 'Prettier'], /^(?<message>This project uses (?:prettier|Prettier) .{3,160})/),
      rule('file', 0.7, ['[warn] '], /^(?:[\w@/.:-]{1,80}: )?\[warn\] (?<file>[\w@./\\[\]()-]{1,200}\.\w{1,10})$/),
      rule(
        'problem',
        0.8,
        ['[error] '],
        /^\[error\] (?<file>[\w@./\\[\]()-]{1,200}\.\w{1,10}): (?<message>SyntaxError: .{3,200})/,
      ),
      rule(
        'total',
        0.8,
        ['ode style issues'],
        /(?<message>(?:Code style issues|Error occurred when checking code style).{3,160})/,
      ),
      rule('file', 0.3, ['/'], new RegExp(`^(?:- )?(?<file>${WEB_FILE})$`), { needsCompany: true }),
    ],
    actions: [
      change(
        'Format the listed files with the project’s own version of Prettier and commit the formatting.',
        'npx prettier --write FILE',
      ),
    ],
  },
  {
    id: 'biome',
    name: 'Biome',
    category: 'lint_failure',
    noun: 'check',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['━━━'],
        /^(?<file>[\w@./\\[\]()-]{1,200}\.\w{1,10})(?::(?<line>\d{1,6}):\d{1,6})? (?<code>(?:lint|assist|format|organizeImports|parse|check)[\w/-]{0,80}).{0,40}━━━/,
      ),
      rule(
        'problem',
        0.6,
        ['× '],
        /^× (?<message>(?:Formatter would have|Some errors were|The imports and exports|File content differs).{0,160})/,
      ),
      rule('total', 0.6, ['Found '], /^(?<message>Found (?<count>\d{1,6}) errors?\.)$/, { needsCompany: true }),
    ],
    actions: [change('Let the tool repair what it can, then commit.', 'npx biome check --write .')],
  },
  {
    id: 'stylelint',
    name: 'Stylelint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule('problem', 0.8, ['✖ '], /^(?<line>\d{1,6}):\d{1,6} ✖ (?<message>.{3,200}?) (?<code>[\w@/-]{3,80})$/),
      rule('file', 0.5, ['ss'], /^(?<file>(?:[\w@.-]{1,80}\/){1,20}[\w@.-]{1,120}\.(?:s?css|less|sass))$/),
    ],
    actions: [look('Run the linter on the named files.', 'npx stylelint FILE')],
  },
  {
    id: 'commitlint',
    name: 'commitlint',
    category: 'lint_failure',
    noun: 'commit message check',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['✖ '],
        /^✖ (?<message>.{3,160}) \[(?<code>(?:subject|type|body|header|footer|scope)-[\w-]{2,40})\]$/,
      ),
    ],
    actions: [change('Reword the commit message as the rule asks.', 'git commit --amend')],
  },
  {
    id: 'bundler-js',
    name: 'The bundler',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.8,
        ['ERROR in '],
        /^(?:[\w@/.:-]{1,80}: )?ERROR in (?<file>\.?[\w@./\\-]{1,200}\.\w{1,10})(?::?[ (](?<line>\d{1,6})[:,]\d{1,6}.{0,40})?(?<message>.{0,200})$/,
      ),
      rule('problem', 0.85, ['Module not found'], /(?<message>Module not found: (?:Error: )?.{3,300})/),
      rule('problem', 0.85, ['Could not resolve', '[ERROR]'], /^(?:✘|X) \[ERROR\] (?<message>.{3,300})/),
      rule(
        'problem',
        0.8,
        ['Rollup', 'rollup'],
        /(?<message>(?:\[vite\]: Rollup failed to resolve|RollupError: |\[!\] \(plugin |Rollup failed).{3,300})/,
      ),
      rule(
        'problem',
        0.8,
        ['SyntaxError: '],
        new RegExp(
          `^(?:Module build failed.{0,120}: )?(?<message>SyntaxError: (?<file>${JS_FILE}): .{3,200}\\((?<line>\\d{1,6}):\\d{1,6}\\))`,
        ),
      ),
      rule(
        'problem',
        0.7,
        ['Failed to compile', 'error during build', 'Build failed with'],
        /^(?<message>(?:Failed to compile|error during build|Build failed with \d{1,5} errors?).{0,160})/,
      ),
      rule('file', 0.5, ['./'], new RegExp(`^(?<file>\\./${JS_FILE}):(?<line>\\d{1,6}):\\d{1,6}$`)),
      rule(
        'total',
        0.6,
        ['compiled with'],
        /(?<message>webpack [\d.]{1,12} compiled with (?<count>\d{1,6}) errors?.{0,80})/,
      ),
    ],
    actions: [look('Build on a clean checkout with the versions of the lock file.', 'npm ci && npm run build')],
  },
]
