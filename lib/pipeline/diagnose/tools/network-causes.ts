import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const AGAIN = [
  change('Run the job again; if it fails the same way, look at the status page of the remote host.'),
  look('Ask the remote host from the same network.', 'curl -sSIL https://HOST/'),
]
const HOST = String.raw`(?<component>[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,24})`

/** Failures between this machine and another. */
export const NETWORK_CAUSES: readonly Tool[] = [
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
        // Whole words, since digits alone stand in every other line, and a free beginning that fails is tried from every place.
        [
          ...['HTTP 50', 'HTTP error 50', 'HTTP/1.0 50', 'HTTP/1.1 50', 'HTTP/2 50', 'HTTP/2.0 50', 'HTTP/3 50'],
          ...['HTTP/1.1 error 50', 'Bad Gateway', 'Service Unavailable', 'Service Temporarily', 'Gateway Time'],
          ...['Internal Server Error', 'returned error: 50', 'status 50', 'status: 50', 'status code 50'],
          'status code: 50',
        ],
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
]
