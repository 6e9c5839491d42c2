import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const AGAIN = [
  change('Run the job again; if it fails the same way, look at the status page of the remote host.'),
  look('Ask the remote host from the same network.', 'curl -sSIL https://HOST/'),
]
const SECRET = [
  look('Check that the secret exists for this branch and event, and has not expired; forks get none.'),
  look('Check the permissions block of the workflow and the rights of the token.'),
]
const HOST = String.raw`(?<component>[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,24})`

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
    id: 'dns',
    name: 'name resolution',
    category: 'dns',
    noun: 'name resolution',
    depth: 2,
    rules: [
      rule(
        'cause',
        0.85,
        [
          'Could not resolve host',
          'ENOTFOUND',
          'EAI_AGAIN',
          'Temporary failure in name resolution',
          'Name or service not known',
          'no such host',
          'Temporary failure resolving',
          'NameResolutionError',
        ],
        new RegExp(
          `(?<message>.{0,120}(?:Could not resolve host:? |getaddrinfo (?:ENOTFOUND|EAI_AGAIN) |Temporary failure (?:in name resolution|resolving)|Name or service not known|lookup |no such host|NameResolutionError)(?: ?'?${HOST})?.{0,120})`,
        ),
        { summary: 'A host name could not be resolved: {component|see the quoted line}' },
      ),
    ],
    actions: AGAIN,
  },
  {
    id: 'tls',
    name: 'TLS',
    category: 'tls',
    noun: 'TLS handshake',
    depth: 2,
    rules: [
      rule(
        'cause',
        0.85,
        [
          'certificate verify failed',
          'certificate has expired',
          'SSL certificate problem',
          'x509: ',
          'self signed certificate',
          'self-signed certificate',
          'CERT_HAS_EXPIRED',
          'PKIX path building',
        ],
        /(?<message>.{0,160}(?:certificate verify failed|certificate has expired|SSL certificate problem|x509: certificate|self[- ]signed certificate|CERT_HAS_EXPIRED|PKIX path building failed).{0,160})/,
        { summary: 'A TLS certificate was not accepted' },
      ),
    ],
    actions: [
      look(
        'Read the certificate that the host shows.',
        'openssl s_client -connect HOST:443 -servername HOST </dev/null',
      ),
    ],
  },
  {
    id: 'network',
    name: 'network',
    category: 'network',
    noun: 'network',
    depth: 2,
    rules: [
      rule(
        'cause',
        0.88,
        ['Max retries exceeded', 'too many 50'],
        /(?<message>(?:\w{1,40}: )?(?:\w{0,60}: )?HTTPS?ConnectionPool\(host='(?<component>[^']{1,120})'.{0,300})/,
        { summary: 'Requests to {component} failed on the network after all retries' },
      ),
      rule(
        'cause',
        0.78,
        ['50'],
        /(?<message>.{0,160}(?:HTTP(?:\/[\d.]{1,3})? (?:error )?50[0234]\b|\b50[0234] (?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Internal Server Error)|returned error: 50[0234]|status(?: code)?:? 50[234]\b).{0,120})/,
        { summary: 'A remote server answered with an error of its own' },
      ),
      rule(
        'cause',
        0.75,
        ['429', 'toomanyrequests', 'rate limit'],
        /(?<message>.{0,160}(?:429 Too Many Requests|toomanyrequests|API rate limit exceeded|returned error: 429|rate limit exceeded|reached your (?:unauthenticated )?pull rate limit).{0,160})/,
        { summary: 'A remote server limits the rate of requests' },
      ),
      rule(
        'cause',
        0.78,
        [
          'Connection timed out',
          'Connection reset',
          'Connection refused',
          'ETIMEDOUT',
          'ECONNRESET',
          'socket hang up',
          'Operation timed out',
          'unexpected disconnect',
          'early EOF',
          'RPC failed',
          'TLS handshake timeout',
          'i/o timeout',
          'Read timed out',
          'Failed to connect to',
          'Network is unreachable',
          'ReadTimeoutError',
          'ConnectTimeoutError',
          'IncompleteRead',
          'RemoteDisconnected',
        ],
        /(?<message>.{0,200}(?:Connection (?:timed out|reset by peer|refused)|\bETIMEDOUT\b|\bECONNRESET\b|socket hang up|Operation timed out|unexpected disconnect while reading sideband|fetch-pack: .{0,40}early EOF|RPC failed; |TLS handshake timeout|i\/o timeout|Read timed out|Failed to connect to|Network is unreachable|ReadTimeoutError|ConnectTimeoutError|IncompleteRead|RemoteDisconnected).{0,160})/,
        { summary: 'A connection to a remote host broke off or was not made' },
      ),
    ],
    actions: AGAIN,
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
        /(?<message>.{0,160}(?:exit code:? 137\b|exited with code 137|\(signal: 9|signal 9|^Killed$|: line \d{1,6}: +\d{1,8} Killed).{0,120})/,
        { summary: 'The process was killed from outside, most often for want of memory' },
      ),
    ],
    actions: [change('Give the step more memory, or let it run fewer workers at once.')],
  },
]
