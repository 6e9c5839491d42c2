import type { Tool } from '../fact.ts'
import { look, rule } from './rule.ts'

/** What no other tool claims: shells, and the ways in which programs commonly say that they failed. */
export const SHELL_TOOLS: readonly Tool[] = [
  {
    id: 'shell',
    name: 'The shell',
    category: 'build_environment',
    noun: 'command',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.72,
        ['command not found', ': not found'],
        /(?<message>(?:[\w./-]{1,160}: )?(?:line \d{1,6}: |\d{1,6}: )(?<component>[\w./+-]{1,80}): (?:command )?not found)$/,
      ),
      rule(
        'problem',
        0.7,
        ['is not recognized as'],
        /(?<message>'?(?<component>[\w.-]{1,80})'? (?:is not recognized as an internal or external command|: The term '.{1,80}' is not recognized).{0,80})/,
      ),
      rule(
        'problem',
        0.68,
        ['syntax error near', 'unbound variable', 'unexpected EOF'],
        /(?<file>[\w./-]{1,160}): line (?<line>\d{1,6}): (?<message>(?:syntax error near|.{1,60}: unbound variable|unexpected EOF).{0,120})/,
        { category: 'ci_configuration' },
      ),
      rule(
        'problem',
        0.6,
        ['No such file or directory'],
        /^(?<message>[\w./-]{1,160}: .{0,120}No such file or directory)$/,
      ),
      rule('problem', 0.62, ['Permission denied'], /^(?<message>[\w./: -]{1,200}: Permission denied)$/, {
        category: 'permission_or_secret',
      }),
    ],
    actions: [look('Check that the named program or file is there before the step runs.', 'command -v PROGRAM')],
  },
  {
    id: 'generic',
    name: 'A program',
    category: 'unknown',
    noun: 'run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.5,
        ['rror: ', 'rror: '],
        /^(?<file>[\w@+./\\-]{1,200}\.\w{1,10}):(?<line>\d{1,6})(?::\d{1,6})?: (?<message>(?:fatal )?[Ee]rror: .{3,240})/,
      ),
      rule(
        'problem',
        0.42,
        ['rror: ', 'RROR: ', 'FATAL', 'atal: ', 'RROR] '],
        /^(?:\[?[\w/.:-]{1,40}\]? )?(?<message>(?:[Ff]atal(?: error)?|FATAL|[Ee]rror|ERROR|\[ERROR\])[:!]? (?!code|log|level|handling|messages?|reporting|0\b).{6,300})/,
      ),
      rule(
        'problem',
        0.4,
        ['ailed to ', 'annot ', 'ould not ', 'nable to '],
        /^(?<message>(?:Failed to|Cannot|Could not|Unable to|[\w./-]{1,60}: (?:failed to|cannot|could not|unable to)) .{3,240})/,
      ),
    ],
    actions: [look('Run the failing command alone on the commit that failed.')],
  },
]
