import type { Tool } from '../fact.ts'

/** Failures beneath whatever reported them. */
export const CAUSES: readonly Tool[] = [
  {
    id: 'git',
    name: 'git',
    category: 'permission_or_secret',
    noun: 'repository access',
    depth: 2,
    rules: [
      {
        kind: 'cause',
        anchors: ['dubious ownership'],
        pattern: /(?<message>fatal: detected dubious ownership in repository at '?(?<component>[^' ]{1,160}))/,
        weight: 0.9,
        summary: 'git refuses to work in {component}: the directory belongs to another user than the one who runs git',
        actions: [
          {
            description: 'Mark the checkout as safe before git runs, or give it to the user who runs the job.',
            command: 'git config --global --add safe.directory PATH',
            risk: 'reversible',
          },
        ],
      },
    ],
    actions: [],
  },
  {
    id: 'network',
    name: 'network',
    category: 'network',
    noun: 'network',
    depth: 2,
    rules: [
      {
        kind: 'cause',
        anchors: ['Max retries exceeded', 'too many 50'],
        pattern: /(?<message>(?:\w{1,40}: )?HTTPS?ConnectionPool\(host='(?<component>[^']{1,120})'.{0,300})/,
        weight: 0.85,
        summary: 'Requests to {component} failed on the network after all retries',
      },
      {
        kind: 'cause',
        anchors: ['502 Bad', '503 Ser', '504 Gat'],
        pattern:
          /(?<message>[\w./ :-]{0,80}50[234] (?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out).{0,80})/,
        weight: 0.7,
        summary: 'A remote server answered with a gateway error',
      },
    ],
    actions: [
      {
        description: 'Run the job again; if it fails the same way, look at the status page of the remote host.',
        risk: 'reversible',
      },
    ],
  },
]
