import type { Tool } from '../fact.ts'

/** Programs that run others: they say that something ended, seldom why. */
export const CI_TOOLS: readonly Tool[] = [
  {
    id: 'github-actions',
    name: 'GitHub Actions',
    category: 'unknown',
    noun: 'job',
    depth: 0,
    rules: [
      {
        kind: 'exit',
        anchors: ['##[error]Process completed'],
        pattern: /^##\[error\]Process completed with exit code (?<exit>\d{1,5})/,
        weight: 0.3,
      },
      {
        kind: 'exit',
        anchors: ['Command failed with exit code'],
        pattern: /Command failed with exit code (?<exit>\d{1,5})/,
        weight: 0.25,
      },
      {
        kind: 'exit',
        anchors: ['exit code'],
        pattern: /^(?:ERROR: )?Job failed: exit (?:code|status) (?<exit>\d{1,5})/,
        weight: 0.3,
      },
      {
        kind: 'problem',
        anchors: ['##[error]', '::error'],
        pattern: /^(?:##\[error\]|::error[^:]{0,200}::)(?!Process completed)(?<message>.{3,400})/,
        weight: 0.45,
      },
    ],
    actions: [],
  },
]
