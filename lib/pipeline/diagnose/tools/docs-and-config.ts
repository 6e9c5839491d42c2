import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

export const DOCS_AND_CONFIG_TOOLS: readonly Tool[] = [
  {
    id: 'yamllint',
    name: 'yamllint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['[error]', ' error '],
        /^(?:(?<file>[\w@./-]{1,200}\.ya?ml):)?(?<line>\d{1,6}):\d{1,6}:? \[?error\]? (?<message>.{3,160} \((?<code>[\w-]{3,40})\))$/,
      ),
    ],
    actions: [look('Run the linter on the named file.', 'yamllint FILE')],
  },
  {
    id: 'actionlint',
    name: 'actionlint',
    category: 'lint_failure',
    noun: 'workflow check',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.82,
        ['.github/workflows/'],
        /^(?<file>\.github\/workflows\/[\w.-]{1,120}):(?<line>\d{1,6}):\d{1,6}: (?<message>.{3,240} \[(?<code>[\w-]{3,40})\])$/,
      ),
    ],
    actions: [look('Run the check on the named workflow.', 'actionlint FILE')],
  },
  {
    id: 'shellcheck',
    name: 'ShellCheck',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.75,
        ['SC1', 'SC2', 'SC3'],
        /(?<message>(?<code>SC[123]\d{3})(?: \((?:error|warning|info|style)\))?: .{3,200})/,
      ),
      rule('file', 0.5, ['In '], /^In (?<file>[\w@./-]{1,200}) line (?<line>\d{1,6}):$/),
    ],
    actions: [look('Run the linter on the named script.', 'shellcheck FILE')],
  },
  {
    id: 'markdownlint',
    name: 'markdownlint',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        [' MD0'],
        /^(?<file>[\w@./-]{1,200}\.mdx?):(?<line>\d{1,6})(?::\d{1,6})? (?:error )?(?<message>(?<code>MD\d{3})\/\S{3,60} .{3,200})/,
      ),
    ],
    actions: [change('Let the linter repair what it can, then commit.', 'npx markdownlint-cli2 --fix FILE')],
  },
  {
    id: 'spelling',
    name: 'The spelling check',
    category: 'lint_failure',
    noun: 'spelling check',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        [' ==> '],
        /^(?<file>[\w@./-]{1,200}):(?<line>\d{1,6}): (?<message>\S{2,60} ==> \S.{1,80})$/,
      ),
      rule(
        'problem',
        0.8,
        ['Unknown word'],
        /^(?<file>[\w@./-]{1,200}):(?<line>\d{1,6}):\d{1,6} - (?<message>Unknown word \(.{1,60}\).{0,60})/,
      ),
      rule('problem', 0.75, ['should be `'], /^error: (?<message>`[^`]{1,60}` should be `.{1,80})/),
    ],
    actions: [change('Correct the words, or add them to the project’s list.')],
  },
  {
    id: 'links',
    name: 'The link check',
    category: 'lint_failure',
    noun: 'link check',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.7,
        ['[✖]', '[404]', '[ERROR] http', 'broken link'],
        /^(?<message>(?:\[✖\] |(?:✗ )?\[(?:404|ERROR)\] |.{0,40}broken link).{3,240})/,
      ),
    ],
    actions: [look('Open the named links.')],
  },
  {
    id: 'generated',
    name: 'The check of generated files',
    category: 'lint_failure',
    noun: 'check that generated files are up to date',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.7,
        ['out of date', 'not up to date', 'up-to-date', 'uncommitted changes', 'Please run '],
        /^(?:##\[error\]|Error: |ERROR: )?(?<message>(?:.{0,160}(?:(?:files?|code|docs|lockfile|manifests?|schema|output) (?:is|are) (?:out of date|not up[- ]to[- ]date|outdated)|uncommitted changes)|Please run `?[\w./ :-]{3,80}`? (?:and commit|to (?:update|regenerate|fix))).{0,160})/,
      ),
    ],
    actions: [change('Generate the files again and commit them.')],
  },
  {
    id: 'terraform',
    name: 'Terraform',
    category: 'configuration_error',
    noun: 'plan',
    depth: 2,
    rules: [
      rule('problem', 0.8, ['Error: '], /^│ (?<message>Error: .{3,240})/),
      rule('file', 0.6, [' line '], /^│ on (?<file>[\w@./-]{1,200}\.tf) line (?<line>\d{1,6}).{0,120}/),
      rule(
        'problem',
        0.85,
        ['acquiring the state lock'],
        /(?<message>Error(?: acquiring|: Error acquiring) the state lock.{0,120})/,
        { category: 'infrastructure' },
      ),
    ],
    actions: [look('Validate and plan without applying.', 'terraform validate && terraform plan -lock=false')],
  },
  {
    id: 'kubernetes',
    name: 'Kubernetes',
    category: 'infrastructure',
    noun: 'deployment',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['UPGRADE FAILED', 'INSTALLATION FAILED'],
        /^(?<message>Error: (?:UPGRADE|INSTALLATION) FAILED: .{3,300})/,
      ),
      rule(
        'problem',
        0.8,
        ['Error from server (Forbidden', 'Error from server (Unauthorized'],
        /^(?<message>Error from server \((?<code>Forbidden|Unauthorized)\): .{3,240})/,
        { category: 'permission_or_secret' },
      ),
      rule(
        'problem',
        0.8,
        ['Error from server'],
        /^(?<message>Error from server \((?<code>NotFound|BadRequest|Invalid|AlreadyExists|Conflict)\): .{3,240})/,
        { category: 'configuration_error' },
      ),
      rule('problem', 0.75, ['Error from server'], /^(?<message>Error from server.{3,240})/),
      rule(
        'problem',
        0.86,
        ['timed out waiting for the condition'],
        /(?<message>.{0,120}timed out waiting for the condition.{0,80})/,
        { category: 'timeout' },
      ),
      rule(
        'problem',
        0.75,
        ['Error: template: '],
        /^(?<message>Error: template: (?<file>[\w@./-]{1,200}):(?<line>\d{1,6}):\d{1,6}: .{3,240})/,
        { category: 'configuration_error' },
      ),
    ],
    actions: [
      look(
        'Read the events of the named object.',
        'kubectl describe RESOURCE && kubectl get events --sort-by=.lastTimestamp',
      ),
    ],
  },
  {
    id: 'ansible',
    name: 'Ansible',
    category: 'infrastructure',
    noun: 'play',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['FAILED! =>', 'UNREACHABLE! =>'],
        /^fatal: \[(?<component>[^\]]{1,120})\]: (?<message>(?:FAILED|UNREACHABLE)! => .{3,300})/,
      ),
      rule('total', 0.5, ['failed='], /^(?<message>\S{1,120} {1,8}: ok=\d{1,6} .{0,80}failed=[1-9]\d{0,5}.{0,60})/),
    ],
    actions: [look('Run the play in check mode against the named host.', 'ansible-playbook PLAY --check --limit HOST')],
  },
]
