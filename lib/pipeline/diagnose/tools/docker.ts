import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

export const DOCKER_TOOLS: readonly Tool[] = [
  {
    id: 'docker',
    name: 'Docker build',
    category: 'build_environment',
    noun: 'image build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.9,
        ['failed to solve'],
        /(?<message>(?:ERROR: |error: )?(?:target [\w-]{1,60}: )?failed to solve: .{3,400})/,
      ),
      rule(
        'file',
        0.8,
        ['Dockerfile', 'ontainerfile'],
        /^(?<file>(?:[\w./-]{1,120})?(?:Docker|Container)file[\w.-]{0,60}):(?<line>\d{1,6})$/,
      ),
      rule(
        'problem',
        0.8,
        ['ERROR: process', 'ERROR: failed to'],
        /^(?<message>ERROR: (?:process .{3,400} did not complete successfully: exit code: (?<exit>\d{1,4})|failed to .{3,300}))/,
      ),
      rule(
        'problem',
        0.88,
        ['returned a non-zero code'],
        /(?<message>The command '.{3,300}' returned a non-zero code: (?<exit>\d{1,4}))/,
      ),
      rule(
        'problem',
        0.85,
        ['failed to compute cache key', 'COPY failed', 'failed to calculate checksum'],
        /(?<message>(?:failed to compute cache key|COPY failed|failed to calculate checksum).{3,240})/,
      ),
      rule(
        'problem',
        0.85,
        ['dockerfile parse error', 'Dockerfile parse error', 'unknown instruction'],
        /(?<message>.{0,40}[Dd]ockerfile parse error.{3,200})/,
      ),
      rule(
        'problem',
        0.8,
        ['manifest unknown', 'manifest for ', 'no match for platform'],
        /(?<message>.{0,200}(?:manifest unknown|manifest for \S{3,160} not found|no match for platform in manifest).{0,120})/,
      ),
      rule(
        'command',
        0.6,
        [' RUN ', ' COPY ', ' ADD '],
        /^> (?<command>\[[\w ./-]{1,80}\] (?:RUN|COPY|ADD) .{1,240}?):?$/,
      ),
      rule(
        'command',
        0.35,
        ['ERROR ['],
        /^(?:=> )?ERROR (?<command>\[[\w ./-]{1,80}\] (?:RUN|COPY|ADD|FROM) .{1,240})/,
      ),
      rule('file', 0.5, ['>>> '], /^(?<line>\d{1,6}) \| >>> (?<message>(?:RUN|COPY|ADD|FROM|ARG|ENV) .{1,240})/),
    ],
    actions: [
      change(
        'Build the failing stage alone, without its cache, and read its whole output.',
        'docker build --no-cache --progress=plain --target STAGE .',
      ),
    ],
  },
  {
    id: 'compose',
    name: 'Docker Compose',
    category: 'build_environment',
    noun: 'start of services',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['dependency failed to start', "didn't complete successfully"],
        /(?<message>(?:dependency failed to start: container \S{1,120} is unhealthy|service "[^"]{1,80}" didn't complete successfully.{0,40}))/,
      ),
      rule(
        'problem',
        0.8,
        ['Cannot connect to the Docker daemon'],
        /(?<message>.{0,40}Cannot connect to the Docker daemon.{0,120})/,
        { category: 'infrastructure' },
      ),
    ],
    actions: [look('Read the log of the named container.', 'docker compose logs SERVICE')],
  },
  {
    id: 'apt',
    name: 'The system’s package manager',
    category: 'dependency_install',
    noun: 'installation of packages',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.82,
        ['E: '],
        /^(?<message>E: (?:Unable to locate package (?<component>\S{1,80})|Package '?[\w.+-]{1,80}'? has no installation candidate|Version '.{1,80}' for '.{1,80}' was not found|Unmet dependencies|Unable to correct problems|Sub-process .{3,80} returned an error).{0,120})/,
      ),
      rule(
        'problem',
        0.82,
        ['E: Failed to fetch', 'E: The repository'],
        /^(?<message>E: (?:Failed to fetch|The repository) .{3,240})/,
        { category: 'network' },
      ),
      rule(
        'problem',
        0.8,
        ['ERROR: unable to select packages', 'No match for argument', 'nothing provides'],
        /(?<message>(?:ERROR: unable to select packages|Error: Unable to find a match|No match for argument: ).{0,160})/,
      ),
      rule('problem', 0.7, ['Could not get lock'], /(?<message>E: Could not get lock .{3,160})/, {
        category: 'infrastructure',
      }),
    ],
    actions: [look('Ask the package index of the same image for the named package.', 'apt-cache policy PACKAGE')],
  },
]
