import type { Signature } from '../signature.ts'
import { change, look } from './steps.ts'

/** Names that cannot be resolved. */
export const DNS: readonly Signature[] = [
  {
    id: 'dns-name-not-found',
    family: 'dns',
    category: 'dns',
    kind: 'cause',
    prior: 0.82,
    anchors: [
      'unable to resolve host',
      'host not found in upstream',
      'enotfound',
      'no such host',
      'name or service not known',
      'nxdomain',
      'unknownhostexception',
      'could not resolve host',
      'nodename nor servname',
      'no address associated',
      'could not translate host name',
      'getaddrinfo failed',
    ],
    pattern:
      /unable to resolve host(?: address)? [‘'"]?(?<component5>[\w.-]{1,120})|host not found in upstream "(?<component6>[\w.-]{1,120})"|ENOTFOUND (?<component>[\w.\-[\]]{3,120})|lookup (?<component2>[\w.\-[\]]{1,120})(?: on [\d.:[\]\w]{1,50})?: no such host|: no such host\b|(?:Name or service not known|nodename nor servname provided|No address associated with hostname)|(?:UnknownHostException:|could not resolve host(?:name)?:?|could not translate host name) "?(?<component3>[\w.\-[\]]{1,120})|\bNXDOMAIN\b(?! (?:rate|cache|count|ratio|=|:? ?0\b))|getaddrinfo failed/i,
    summary: 'A host name could not be resolved: {component|it does not exist for this resolver}.',
    actions: [
      look('Resolve the name from the same machine or pod.', 'getent hosts NAME; dig +short NAME'),
      look(
        'Check the name in the configuration for a typo or a missing namespace or search domain.',
        'cat /etc/resolv.conf',
      ),
      change('Put the record back, or correct the name in the configuration.'),
    ],
    killTest: look('If the name resolves from the same place now, it was a passing fault of the resolver.', 'dig NAME'),
    phrases: [
      'wget: unable to resolve host address',
      'host not found in upstream',
      'getaddrinfo ENOTFOUND',
      'no such host',
      'Name or service not known',
      'Could not resolve host',
      'java.net.UnknownHostException',
    ],
    positives: [
      'Error: getaddrinfo ENOTFOUND payments-db.internal.example.test',
      'dial tcp: lookup orders-api on 10.96.0.10:53: no such host',
      'curl: (6) Could not resolve host: api.example.test java.net.UnknownHostException: api.example.test: Name or service not known',
    ],
    negatives: [
      'coredns cache: NXDOMAIN count 12, SERVFAIL count 0',
      'lookup orders-api ok in 2ms',
      'no such hosting plan: basic',
    ],
  },
  {
    id: 'dns-temporary-failure',
    family: 'dns',
    category: 'dns',
    kind: 'cause',
    prior: 0.82,
    anchors: [
      'eai_again',
      'temporary failure in name resolution',
      'temporary failure resolving',
      'servfail',
      'server misbehaving',
      'could not be resolved (',
    ],
    pattern:
      /EAI_AGAIN\b(?![\]"])(?:,? (?<component>[\w.\-[\]]{3,120}))?|Temporary failure in name resolution|Temporary failure resolving '?(?<component2>[\w.-]{1,120})|\bSERVFAIL\b(?! (?:rate|cache|count|ratio|=|:? ?0\b))|lookup (?<component3>[\w.\-[\]]{1,120})[^\n]{0,60}: server misbehaving|(?<component4>[\w.-]{1,120}) could not be resolved \(/i,
    summary: 'The DNS resolver failed to answer{component? for @}; names may exist but could not be looked up.',
    actions: [
      look('Ask the configured resolver directly.', 'cat /etc/resolv.conf; dig @RESOLVER NAME'),
      look(
        'In Kubernetes, check CoreDNS and its errors.',
        'kubectl -n kube-system logs -l k8s-app=kube-dns --tail=100',
      ),
      change('Add replicas or a node-local cache if the resolver is overloaded.'),
    ],
    killTest: look(
      'If the resolver answers steadily from the same place, look at the network path instead.',
      'for i in 1 2 3 4 5; do dig +tries=1 +time=2 NAME | grep status; done',
    ),
    phrases: ['getaddrinfo EAI_AGAIN', 'Temporary failure in name resolution', 'SERVFAIL', 'server misbehaving'],
    positives: [
      'Error: getaddrinfo EAI_AGAIN redis.prod.svc',
      'psycopg2.OperationalError: could not connect: Temporary failure in name resolution',
      'dial tcp: lookup vault.example.test on 10.0.0.2:53: server misbehaving (SERVFAIL)',
    ],
    negatives: ['SERVFAIL count 0 in the last minute', 'retry.on=[EAI_AGAIN]', 'DNS answered in 3 ms from cache'],
  },
  {
    id: 'dns-resolver-timeout',
    family: 'dns',
    category: 'dns',
    kind: 'cause',
    prior: 0.78,
    anchors: [
      'connection timed out; no servers',
      'dns',
      ':53:',
      'resolving timed out',
      'queryatimeout',
      'queryaetimeout',
      'etimeout',
      'eservfail',
      'erefused',
    ],
    pattern:
      /connection timed out; no servers could be reached|(?:dial|read|write) udp [^\n]{0,80}:53: (?:i\/o timeout|connection refused|operation was canceled)|DNS (?:query|lookup|resolution|request) (?:for \S{1,100} )?(?:timed out|timeout|failed)|Resolving timed out after \d{1,8}|query(?:A|Aaaa|Srv|Mx|Txt) E(?:TIMEOUT|REFUSED|SERVFAIL)\b ?(?<component>[\w.-]{0,100})|dns_probe_finished_(?!no_error)/i,
    summary: 'The DNS resolver did not answer in time{component? for @}.',
    actions: [
      look('Test the resolver from the same network.', 'dig @RESOLVER NAME +time=2 +tries=1'),
      look(
        'Check for dropped UDP packets or a full connection-tracking table.',
        'netstat -su | head -20; conntrack -C',
      ),
    ],
    killTest: look(
      'If port 53 answers at once over UDP and TCP, the resolver was not the cause.',
      'dig +tcp @RESOLVER NAME',
    ),
    phrases: ['connection timed out; no servers could be reached', 'Resolving timed out after', 'queryA ETIMEOUT'],
    positives: [
      ';; connection timed out; no servers could be reached',
      'dial tcp: lookup api.example.test: read udp 10.1.2.3:41212->10.96.0.10:53: i/o timeout',
      'curl: (28) Resolving timed out after 5000 milliseconds',
    ],
    negatives: [
      'dns.timeout=2s dns.retries=3',
      'DNS lookup for api.example.test took 4 ms',
      'listening on 10.96.0.10:53: udp',
    ],
  },
  {
    id: 'dns-ndots-search-or-loop',
    family: 'dns',
    category: 'dns',
    kind: 'cause',
    prior: 0.85,
    anchors: ['plugin/loop', 'forwarding loop', 'nameserver limits', 'recursion requested'],
    pattern:
      /plugin\/loop: Loop \([^)]{1,120}\) detected|(?:DNS )?forwarding loop detected|Nameserver limits were exceeded|recursion requested but not available/i,
    summary: 'DNS itself is misconfigured (a forwarding loop, too many name servers or no recursion).',
    actions: [
      look(
        'Read the resolver configuration that the DNS service forwards to.',
        'kubectl -n kube-system get configmap coredns -o yaml; cat /etc/resolv.conf',
      ),
      change('Point the forwarder at a real upstream resolver.'),
    ],
    killTest: look(
      'If the DNS service forwards to an address that is not itself, there is no loop.',
      'grep nameserver /etc/resolv.conf',
    ),
    phrases: [
      'plugin/loop: Loop',
      'Nameserver limits were exceeded, some nameservers have been omitted',
      'recursion requested but not available',
    ],
    positives: [
      '[FATAL] plugin/loop: Loop (127.0.0.1:55953 -> :53) detected for zone "."',
      'Warning DNSConfigForming kubelet: Nameserver limits were exceeded, some nameservers have been omitted',
      ';; WARNING: recursion requested but not available',
    ],
    negatives: ['plugin/loop loaded', 'nameserver limits: 3', 'recursion available: yes'],
  },
]
