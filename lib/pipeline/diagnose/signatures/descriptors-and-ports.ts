import type { Signature } from '../signature.ts'
import { change, look } from './steps.ts'

/** File descriptors, sockets, listening and ephemeral ports. */
export const DESCRIPTORS_AND_PORTS: readonly Signature[] = [
  {
    id: 'fd-process-limit',
    family: 'descriptors-and-ports',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.88,
    anchors: ['too many open files', 'emfile'],
    pattern: /too many open files(?! in system)|\bEMFILE\b[:,)]/i,
    summary: 'A process reached its limit of open files and sockets; connections or files are likely left open.',
    actions: [
      look(
        'Count open descriptors and see their kind.',
        "ls /proc/PID/fd | wc -l; lsof -p PID | awk '{print $5}' | sort | uniq -c",
      ),
      look('Read the limit in force.', "grep 'open files' /proc/PID/limits"),
      change('Raise the limit (LimitNOFILE, ulimit -n) and restart the service when it suits; then fix the leak.'),
    ],
    killTest: look('If far fewer descriptors are open than allowed, this is not the cause.', 'ls /proc/PID/fd | wc -l'),
    phrases: ['Too many open files', 'EMFILE: too many open files, open'],
    positives: [
      'accept4(): Too many open files (24)',
      "Error: EMFILE: too many open files, open '/app/templates/mail.html'",
      'http: Accept error: accept tcp [::]:8080: accept4: too many open files; retrying in 1s',
    ],
    negatives: [
      'max open files: 65536',
      'limit nofile raised so that there are not too many files open',
      'open files: 812 of 65536',
    ],
  },
  {
    id: 'fd-system-limit',
    family: 'descriptors-and-ports',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.9,
    anchors: ['too many open files in system', 'enfile', 'file-max limit'],
    pattern: /too many open files in system|\bENFILE\b[:,)]|VFS: file-max limit \d{1,12} reached/i,
    summary: 'The whole machine reached its limit of open files.',
    actions: [
      look('Compare use with the limit.', 'cat /proc/sys/fs/file-nr'),
      look(
        'Find the process that holds most.',
        'for p in /proc/[0-9]*; do echo "$(ls $p/fd 2>/dev/null | wc -l) $p"; done | sort -n | tail',
      ),
      change('Raise the limit.', 'sysctl -w fs.file-max=2097152'),
    ],
    killTest: look(
      'If the first figure is far below the third, the limit of one process was reached instead.',
      'cat /proc/sys/fs/file-nr',
    ),
    phrases: ['Too many open files in system', 'VFS: file-max limit'],
    positives: [
      'VFS: file-max limit 811234 reached',
      "Error: ENFILE: file table overflow, open '/etc/hosts'",
      'socket: Too many open files in system (23)',
    ],
    negatives: ['fs.file-max = 2097152', 'file-max limit set by tuned profile', 'open files in system: 8112'],
  },
  {
    id: 'port-in-use',
    family: 'descriptors-and-ports',
    category: 'configuration_error',
    kind: 'cause',
    prior: 0.88,
    anchors: [
      'address already in use',
      'eaddrinuse',
      'port is already allocated',
      'already in use',
      'only one usage of each socket address',
      'bindexception',
      'bind() to',
    ],
    pattern:
      /(?:address|port (?<port>\d{1,5})) (?:is |was )?already in use(?::? [^\s]{0,60}:(?<port2>\d{1,5})\b)?|EADDRINUSE\b(?!=)|bind\(\) to [\d.]{0,40}:(?<port3>\d{1,5}) failed \(98|(?:bind for [\d.[\]]{3,60}:(?<port4>\d{1,5}) failed: )?port is already allocated|only one usage of each socket address|BindException: Address already/i,
    summary: 'A service could not listen on its port{port? @} because another process already holds it.',
    actions: [
      look('Find who holds the port.', 'ss -ltnp | grep :PORT'),
      look('Check whether an older copy of the same service still runs.', 'ps aux | grep SERVICE'),
      change('Stop the other process in the usual way, or choose another port.'),
    ],
    killTest: look('If nothing listens on the port now, an older copy was still shutting down.', 'ss -ltnp'),
    phrases: [
      'address already in use',
      'EADDRINUSE: address already in use',
      'port is already allocated',
      'Address already in use',
    ],
    positives: [
      'Error: listen EADDRINUSE: address already in use :::3000',
      'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
      'docker: Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:5432 failed: port is already allocated',
    ],
    negatives: ['listening on port 3000', 'username is already in use, choose another', 'retrying on EADDRINUSE=true'],
  },
  {
    id: 'port-ephemeral-exhausted',
    family: 'descriptors-and-ports',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.88,
    anchors: ['cannot assign requested address', 'eaddrnotavail', 'snat port', 'no ephemeral ports', 'ephemeral port'],
    pattern:
      /(?:connect|dial)[^\n]{0,120}(?:cannot assign requested address|EADDRNOTAVAIL)|EADDRNOTAVAIL[:,]? (?:address not available|\d)|SNAT port exhaustion|(?:no|out of) (?:free )?ephemeral ports|ephemeral ports? (?:exhausted|exhaustion)/i,
    summary: 'No free local port was left for an outgoing connection: too many short connections to the same place.',
    actions: [
      look('Count sockets by state.', 'ss -s; ss -tan state time-wait | wc -l'),
      look('See which peer takes most.', "ss -tan | awk '{print $5}' | sort | uniq -c | sort -n | tail"),
      change(
        'Keep connections alive in the client, or widen the range.',
        'sysctl -w net.ipv4.ip_local_port_range="1024 65000"',
      ),
    ],
    killTest: look('If only a few thousand sockets exist, the address that is bound to is wrong instead.', 'ss -s'),
    phrases: ['cannot assign requested address', 'EADDRNOTAVAIL', 'SNAT port exhaustion'],
    positives: [
      'Get "http://10.0.3.4:8080/v1/items": dial tcp 10.0.3.4:8080: connect: cannot assign requested address',
      'Error: connect EADDRNOTAVAIL 10.2.0.9:6379 - Local (10.2.0.4:0)',
      'warning: SNAT port exhaustion detected on outbound rule default',
    ],
    negatives: [
      'ephemeral port range 32768-60999',
      'using ephemeral port 41231 for test server',
      'snat rule 12 installed',
    ],
  },
  {
    id: 'port-permission',
    family: 'descriptors-and-ports',
    category: 'permission_or_secret',
    kind: 'cause',
    prior: 0.85,
    anchors: ['bind', 'listen eacces'],
    pattern:
      /listen EACCES(?:: permission denied)? ?(?<address>[\w.:[\]-]{0,60})|bind(?:\(\))?(?: to)? ?(?<endpoint>[\d.:[\]]{0,40}):? (?:failed )?\(?(?:13: )?permission denied/i,
    summary: 'A service is not allowed to listen on its port{address? (@)}; ports below 1024 need a privilege.',
    actions: [
      look('See the user and the capabilities of the process.', 'grep -i cap /proc/PID/status; id'),
      change('Listen on a port above 1023, or grant CAP_NET_BIND_SERVICE to the service.'),
    ],
    killTest: look(
      'If a port above 1023 fails as well, a security module refused it.',
      'journalctl -k | grep -i -E "avc|apparmor"',
    ),
    phrases: ['listen EACCES: permission denied', 'bind: permission denied', 'failed (13: Permission denied)'],
    positives: [
      'Error: listen EACCES: permission denied 0.0.0.0:80',
      'listen tcp :443: bind: permission denied',
      'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)',
    ],
    negatives: [
      'bind mount /data read-write',
      'bind to 0.0.0.0:8080 succeeded',
      'permission denied for bindings list of user 12',
    ],
  },
  {
    id: 'socket-backlog-overflow',
    family: 'descriptors-and-ports',
    category: 'resource_exhaustion',
    kind: 'symptom',
    prior: 0.6,
    anchors: ['syn flooding', 'listen queue', 'backlog', 'listenen queue'],
    pattern:
      /possible SYN flooding on port (?<port>[\d.:[\]]{1,50})|listen queue of socket .{1,80} full|listen(?:en)? (?:backlog|queue) (?:overflow|is full)|uWSGI listen queue of socket|socket backlog (?:is )?(?:full|overflow)/i,
    summary: 'More connections arrive on a port{port? (@)} than the service accepts: it is slow, stuck or overrun.',
    actions: [
      look('Compare the queue with its limit.', 'ss -ltn'),
      look('See whether workers are blocked and on what.'),
      change('Add workers or raise net.core.somaxconn and the backlog of the service.'),
    ],
    killTest: look('If Recv-Q of the listening socket stays near 0, the queue was not the limit.', 'ss -ltn'),
    phrases: ['Possible SYN flooding on port', 'listen queue of socket'],
    positives: [
      'TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.',
      '*** uWSGI listen queue of socket "127.0.0.1:3031" (fd: 3) full !!! (101/100) ***',
      'kernel: request_sock_TCP: Possible SYN flooding on port 443. Dropping request.',
    ],
    negatives: ['listen backlog set to 511', 'backlog of 12 tickets', 'listen queue 0/100'],
  },
]
