import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const SECRET = [
  look('Check that the secret exists for this branch and event, and has not expired; forks get none.'),
  look('Check the permissions block of the workflow and the rights of the token.'),
]

/** Failures beneath whatever reported them. */
export const CAUSES: readonly Tool[] = [
  {
    id: 'permission',
    name: 'access',
    category: 'permission_or_secret',
    noun: 'access',
    depth: 2,
    rules: [
      rule(
        'cause',
        0.9,
        ['dubious ownership'],
        /(?<message>(?:fatal: )?detected dubious ownership in repository at '?(?<component>[^' ]{1,160}))/,
        {
          summary:
            'git refuses to work in {component}: the directory belongs to another user than the one who runs git',
          actions: [
            change(
              'Mark the checkout as safe before git runs, or give it to the user who runs the job.',
              'git config --global --add safe.directory PATH',
            ),
          ],
        },
      ),
      rule(
        'cause',
        0.9,
        ['Resource not accessible by'],
        /(?<message>.{0,80}Resource not accessible by (?:integration|personal access token).{0,120})/,
        { summary: 'The token of the job lacks a permission', actions: SECRET },
      ),
      rule(
        'cause',
        0.88,
        ['Bad credentials', 'Authentication failed', 'could not read Username', 'Invalid username or'],
        /(?<message>.{0,160}(?:Bad credentials|Authentication failed for|could not read Username for|Invalid username or (?:password|token)).{0,160})/,
        { summary: 'A remote service refused the credentials of the job', actions: SECRET },
      ),
      rule(
        'cause',
        0.88,
        ['Permission denied (publickey', 'Permission to '],
        /(?<message>.{0,80}(?:Permission denied \(publickey.{0,40}|remote: Permission to \S{3,120} denied).{0,80})/,
        { summary: 'git was refused: the key or token has no right to the repository', actions: SECRET },
      ),
      rule(
        'cause',
        0.88,
        [
          'Credentials could not be loaded',
          'Could not assume role',
          'NoCredentialProviders',
          'Unable to locate credentials',
          'ACTIONS_ID_TOKEN_REQUEST_URL',
          'InvalidClientTokenId',
          'ExpiredToken',
        ],
        /(?<message>.{0,120}(?:Credentials could not be loaded|Could not assume role|NoCredentialProviders|Unable to locate credentials|Unable to get ACTIONS_ID_TOKEN_REQUEST_URL|InvalidClientTokenId|ExpiredToken).{0,160})/,
        { summary: 'The job has no valid cloud credentials', actions: SECRET },
      ),
      rule('cause', 0.88, ['Repository not found'], /(?<message>.{0,40}remote: Repository not found.{0,80})/, {
        summary: 'The token of the job may not see a repository, or it does not exist',
        actions: SECRET,
      }),
      rule(
        'cause',
        0.88,
        ['must be logged in to the server', 'asked for the client to provide credentials', 'no valid credentials'],
        /(?<message>.{0,120}(?:must be logged in to the server|asked for the client to provide credentials|no valid credentials (?:found|provided)).{0,120})/,
        { summary: 'The job is not logged in to the service that it calls', actions: SECRET },
      ),
      rule(
        'cause',
        0.85,
        ['denied: ', 'unauthorized: ', '401 Unauthorized', '403 Forbidden', 'AccessDenied', 'pull access denied'],
        /(?<message>.{0,160}(?:denied: (?:permission|requested access|installation)|unauthorized: (?:authentication|unauthenticated|incorrect)|40(?:1 Unauthorized|3 Forbidden)|AccessDenied(?:Exception)?|pull access denied).{0,160})/,
        { summary: 'A remote service denied access', actions: SECRET },
      ),
      rule(
        'cause',
        0.85,
        ['secret', 'Secret', 'token', 'TOKEN'],
        /(?<message>.{0,80}(?:(?:[Ss]ecret|[Tt]oken|API key|TOKEN)\S{0,40} (?:is not set|not found|is missing|is required|was not provided|must be set)|No (?:GITHUB_)?token|Missing (?:required )?(?:secret|token|API key)).{0,120})/,
        { summary: 'A secret that the job needs is missing', actions: SECRET },
      ),
    ],
    actions: SECRET,
  },
  {
    id: 'resources',
    name: 'resources',
    category: 'resource_exhaustion',
    noun: 'machine',
    depth: 2,
    rules: [
      rule(
        'cause',
        0.92,
        ['No space left on device', 'ENOSPC', 'not enough space on the disk'],
        /(?<message>.{0,200}(?:No space left on device|ENOSPC: |There is not enough space on the disk).{0,120})/,
        {
          summary: 'The disk of the machine is full',
          actions: [
            look('See what fills the disk.', 'df -h && du -xh / --max-depth=2 | sort -h | tail -20'),
            change('Free space before the step, or take a larger runner.'),
          ],
        },
      ),
      rule(
        'cause',
        0.92,
        [
          'heap out of memory',
          'OutOfMemoryError',
          'Cannot allocate memory',
          'MemoryError',
          'std::bad_alloc',
          'out of memory',
          'OOMKilled',
          'Out of memory',
        ],
        /(?<message>.{0,200}(?:JavaScript heap out of memory|java\.lang\.OutOfMemoryError|OutOfMemoryError: |Cannot allocate memory|\bMemoryError\b|std::bad_alloc|LLVM ERROR: out of memory|OOMKilled|Out of memory: Killed|CUDA out of memory|fatal error: runtime: out of memory).{0,160})/,
        {
          summary: 'The process ran out of memory',
          actions: [
            look('See how much memory the step used and what the machine has.', 'free -m'),
            change('Give the step more memory, or let it run fewer workers at once.'),
          ],
        },
      ),
      rule(
        'cause',
        0.85,
        ['exit code 137', 'code 137', 'signal: 9', 'signal 9', 'Killed'],
        /(?<message>.{0,160}(?:exit code:? 137\b|exited with code 137|\(signal: 9|signal 9|^Killed$|: line \d{1,6}: {1,8}\d{1,8} Killed).{0,120})/,
        { summary: 'The process was killed from outside, most often for want of memory' },
      ),
    ],
    actions: [change('Give the step more memory, or let it run fewer workers at once.')],
  },
  {
    id: 'time-limit',
    name: 'time limit',
    category: 'timeout',
    noun: 'run',
    depth: 2,
    rules: [
      rule(
        'cause',
        0.8,
        ['exit code 124', 'timeout: sending signal', 'exit code 143'],
        /(?<message>.{0,120}(?:exit code 124\b|timeout: sending signal|exit code 143\b).{0,80})/,
        { summary: 'A command was stopped at its time limit' },
      ),
      rule(
        'cause',
        0.62,
        ['imed out after', 'imeout after', 'eadline exceeded', 'imeout exceeded', 'imeout of '],
        /(?<message>.{0,160}(?:[Tt]imed out after \d|[Tt]imeout after \d|[Dd]eadline exceeded|[Tt]imeout exceeded|[Tt]imeout of \d).{0,120})/,
        { summary: 'Something did not finish within its time limit' },
      ),
      rule('cause', 0.5, ['The operation was canceled'], /(?<message>The operation was canceled\.)/, {
        summary: 'The job was cancelled: by a time limit, by a newer run, or by a person',
      }),
    ],
    actions: [
      look('See how long the same step took in runs that passed.'),
      change('If the time is needed, raise the limit of the step; else find what waits.'),
    ],
  },
]
