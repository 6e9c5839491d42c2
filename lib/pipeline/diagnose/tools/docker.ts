import type { Tool } from '../fact.ts'

export const DOCKER_TOOLS: readonly Tool[] = [
  {
    id: 'docker',
    name: 'Docker build',
    category: 'build_environment',
    noun: 'image build',
    depth: 2,
    rules: [
      {
        kind: 'problem',
        anchors: ['failed to solve'],
        pattern: /(?<message>ERROR: failed to solve: .{3,400})/,
        weight: 0.9,
      },
      {
        kind: 'file',
        anchors: ['Dockerfile'],
        pattern: /^(?<file>(?:[\w./-]{1,120})?Dockerfile[\w.-]{0,60}):(?<line>\d{1,6})$/,
        weight: 0.8,
      },
      {
        kind: 'problem',
        anchors: ['ERROR: process'],
        pattern: /^(?<message>ERROR: process .{3,400} did not complete successfully: exit code: (?<exit>\d{1,4}))/,
        weight: 0.8,
      },
    ],
    actions: [
      {
        description: 'Build the failing stage alone, without its cache, to see whether it fails again.',
        command: 'docker build --no-cache --progress=plain --target STAGE .',
        risk: 'reversible',
      },
    ],
  },
]
