import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const CONFIG_ACTIONS = [
  look('Check the workflow file on the commit that failed.', 'actionlint .github/workflows/*.yml'),
  change('Correct the named input, version or file in the workflow, and push.'),
]

/** Programs that run others: they say that something ended, seldom why. */
export const CI_TOOLS: readonly Tool[] = [
  {
    id: 'workflow',
    name: 'The workflow',
    category: 'ci_configuration',
    noun: 'job set-up',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.85,
        ['Unable to locate executable file'],
        /(?<message>Unable to locate executable file: (?<component>[\w.-]{1,60}).{0,200})/,
      ),
      rule(
        'problem',
        0.92,
        ['Unable to resolve action', 'Missing download info for'],
        /(?<message>(?:Unable to resolve action|Missing download info for) .{3,240})/,
      ),
      rule(
        'problem',
        0.92,
        ['Invalid workflow file', 'The workflow is not valid', 'template is not valid'],
        /(?<message>(?:Invalid workflow file|The workflow is not valid|(?:Error: )?The template is not valid).{3,300})/,
      ),
      rule(
        'problem',
        0.92,
        ['(Line: '],
        /(?<file>\.github\/workflows\/[\w.-]{1,120}) \(Line: (?<line>\d{1,6}), Col: \d{1,6}\): (?<message>.{3,240})/,
      ),
      rule(
        'problem',
        0.92,
        ['automatically failed because it uses a deprecated'],
        /(?<message>This request has been automatically failed because it uses a deprecated version of .{3,200})/,
      ),
      rule(
        'problem',
        0.9,
        ['Input required and not supplied'],
        /(?<message>Input required and not supplied: (?<component>[\w-]{1,60}))/,
      ),
      rule(
        'problem',
        0.88,
        ["Can't find 'action.yml'", 'Could not find file', 'Top level '],
        /(?<message>(?:Can't find 'action\.yml'|Top level 'runs:' section|Required property is missing).{0,200})/,
      ),
      rule(
        'problem',
        0.88,
        ['lock file is not found', 'No file in ', 'Some specified paths were not resolved'],
        /(?<message>(?:Dependencies lock file is not found in|No file in \/.{3,120} matched to|Some specified paths were not resolved).{3,240})/,
      ),
      rule(
        'problem',
        0.88,
        ['with arch', 'Unable to find ', 'Could not find a version'],
        /^##\[error\](?<message>(?:The version '.{1,40}' with architecture|Version .{1,40} with arch|Unable to find \w{2,20} version|Could not find (?:a )?version|Error: Unable to find).{0,200})/,
      ),
      rule(
        'problem',
        0.85,
        ['Artifact not found', 'Unable to download artifact', 'No files were found with the provided path'],
        /^##\[error\](?<message>(?:Unable to download artifact|Artifact not found|No files were found with the provided path).{0,240})/,
      ),
      rule(
        'problem',
        0.85,
        ['Unrecognized named-value', 'Unexpected value', 'Unexpected symbol', 'An expression was expected'],
        /(?<message>(?:Unrecognized named-value|Unexpected value '|Unexpected symbol|An expression was expected).{3,200})/,
      ),
      rule(
        'problem',
        0.85,
        ['yaml: ', 'jobs:', 'config should contain'],
        /(?<message>(?:Unable to create pipeline|jobs:[\w:-]{1,80} config should|\.gitlab-ci\.yml: ).{3,200})/,
      ),
    ],
    actions: CONFIG_ACTIONS,
  },
  {
    id: 'runner',
    name: 'The runner',
    category: 'infrastructure',
    noun: 'job',
    depth: 2,
    rules: [
      rule(
        'cause',
        0.9,
        ['received a shutdown signal', 'lost communication with the server', 'runner has been shut'],
        /(?<message>(?:The runner has received a shutdown signal|The (?:hosted runner|self-hosted runner).{0,80}lost communication with the server).{0,200})/,
        { summary: 'The machine that ran the job went away' },
      ),
      rule(
        'cause',
        0.92,
        ['exceeded the maximum execution time', 'execution took longer than', 'has timed out after', 'timed out after'],
        /(?<message>(?:The job running on runner .{1,80} has exceeded the maximum execution time|ERROR: Job failed: execution took longer than|##\[error\]The action '?.{1,120}'? has timed out after).{0,120})/,
        { category: 'timeout', summary: 'The job ran longer than its time limit' },
      ),
      rule(
        'cause',
        0.85,
        ['(system failure)', 'Preparation failed'],
        /(?<message>ERROR: (?:Job failed \(system failure\)|Preparation failed): .{3,240})/,
        { summary: 'The runner could not prepare the job' },
      ),
    ],
    actions: [change('Run the job again; if it ends at the same place, look at its time limit and the runner’s load.')],
  },
  {
    id: 'ci',
    name: 'The job',
    category: 'unknown',
    noun: 'job',
    depth: 0,
    rules: [
      rule(
        'exit',
        0.3,
        ['##[error]Process completed'],
        /^##\[error\]Process completed with exit code (?<exit>-?\d{1,11})/,
      ),
      rule(
        'exit',
        0.3,
        ['Exited with code', 'script returned exit code', 'ob failed with exit'],
        /^(?:Exited with code (?:exit status )?|ERROR: script returned exit code |Job failed with exit (?:code|status) )(?<exit>[1-9]\d{0,4})$/,
      ),
      rule('exit', 0.3, ['ommand failed with exit code'], /ommand failed with exit code (?<exit>\d{1,5})/),
      rule(
        'exit',
        0.25,
        ['failed with exit code', 'exited with code', 'exited ('],
        /(?:failed with exit code|exited with(?: error)? code|exited \() ?(?<exit>[1-9]\d{0,4})/,
      ),
      rule(
        'exit',
        0.3,
        ['Job failed: exit'],
        /^ERROR: Job failed: (?:exit (?:code|status) |command terminated with exit code )(?<exit>\d{1,5})/,
      ),
      rule(
        'exit',
        0.3,
        ['npm ERR! Test failed', 'ELIFECYCLE', 'Lifecycle script', 'RECURSIVE_RUN'],
        /(?<message>(?:npm ERR! Test failed|\[?ELIFECYCLE\]? .{0,120}|(?:npm error |npm ERR! )?Lifecycle script .{3,120}|\[?ERR_PNPM_RECURSIVE_RUN.{0,200}))/,
      ),
      rule(
        'exit',
        0.3,
        ['nox > ', ': exit ', 'InvocationError'],
        /(?<message>nox > (?:Command .{3,200} failed with exit code (?<exit>\d{1,4})|Session .{1,80} failed).{0,20}|^[\w.-]{1,40}: exit [1-9]\d{0,3} \(.{3,200}|ERROR: InvocationError for command.{3,200})/,
      ),
      rule(
        'problem',
        0.45,
        ['##[error]', '::error'],
        /^(?:##\[error\]|::error[^:]{0,200}::)(?!Process completed|The operation was canceled)(?<message>.{3,400})/,
      ),
    ],
    actions: [],
  },
]
