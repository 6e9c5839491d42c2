import type { Category } from '../../analysis.ts'

/** A made incident of several services: what the answer must say about it. */
export interface Incident {
  name: string
  categories: readonly Category[]
  /** Stands in the component or summary of the first cause. */
  names: string
  /** Stands in its evidence. */
  evidence: string
  log: string
}

const at = (second: number): string => new Date(Date.UTC(2026, 10, 20, 14, 0, second)).toISOString()

/** Ordinary traffic, then the lines of the incident, each `[second, line]`, then floods `[from, to, line]`, in time order. */
function story(
  events: readonly (readonly [number, string])[],
  floods: readonly (readonly [number, number, (i: number) => string])[] = [],
): string {
  const lines: [number, string][] = Array.from({ length: 60 }, (_, i) => [
    i,
    `INFO web-frontend GET /items/${i * 7} 200 ${10 + (i % 20)}ms`,
  ])
  lines.push(...events.map(([second, line]): [number, string] => [second, line]))
  for (const [from, to, line] of floods)
    for (let second = from; second < to; second++) lines.push([second + 0.5, line(second)])
  return lines
    .sort((a, b) => a[0] - b[0])
    .map(([second, line]) => `${at(Math.floor(second))} ${line}`)
    .join('\n')
}

export const INCIDENTS: readonly Incident[] = [
  {
    name: 'a pool that runs dry because the database is full of connections',
    categories: ['resource_exhaustion', 'dependency_failure'],
    names: 'connection',
    evidence: 'too many clients already',
    log: story(
      [
        [20, 'FATAL payments-db FATAL:  sorry, too many clients already'],
        [21, 'ERROR payments-api HikariPool-1 - Connection is not available, request timed out after 30001ms.'],
      ],
      [[23, 58, (i) => `ERROR checkout upstream payments-api returned 503 Service Unavailable for order ${i}`]],
    ),
  },
  {
    name: 'a disk that fills under the database',
    categories: ['resource_exhaustion'],
    names: 'disk',
    evidence: 'No space left on device',
    log: story(
      [
        [15, 'ERROR orders-db could not write to file "pg_wal/xlogtemp.71": No space left on device'],
        [16, 'PANIC orders-db could not write to file "pg_wal/xlogtemp.71": No space left on device'],
      ],
      [
        [
          18,
          55,
          (i) =>
            `ERROR orders-api connection to server at "orders-db" (10.0.0.4), port 5432 failed: Connection refused req=${i}`,
        ],
      ],
    ),
  },
  {
    name: 'a name that no longer resolves',
    categories: ['dns'],
    names: 'inventory.internal.example',
    evidence: 'getaddrinfo ENOTFOUND inventory.internal.example',
    log: story(
      [[12, 'ERROR catalog Error: getaddrinfo ENOTFOUND inventory.internal.example']],
      [[14, 50, (i) => `ERROR web-frontend GET /stock/${i} 502 Bad Gateway upstream=catalog`]],
    ),
  },
  {
    name: 'a certificate that has run out',
    categories: ['tls'],
    names: 'certificate',
    evidence: 'certificate has expired',
    log: story(
      [
        [
          10,
          'ERROR billing tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-20T14:00:10Z is after 2026-11-20T12:00:00Z',
        ],
      ],
      [[13, 48, (i) => `WARN checkout charge ${i} failed: billing unavailable, retrying`]],
    ),
  },
  {
    name: 'a process killed for want of memory',
    categories: ['resource_exhaustion'],
    names: 'memory',
    evidence: 'Out of memory: Killed process',
    log: story(
      [
        [22, 'kernel: [812331.2] Out of memory: Killed process 4411 (java) total-vm:8123456kB, anon-rss:6123456kB'],
        [23, 'WARN kubelet Container search-api was OOMKilled, restarting'],
      ],
      [[24, 57, (i) => `ERROR gateway search-api: connect ECONNREFUSED 10.0.3.9:9200 req=${i}`]],
    ),
  },
  {
    name: 'a migration that leaves a column out',
    categories: ['data_error', 'code_defect', 'configuration_error'],
    names: 'column',
    evidence: 'column "discount_code" does not exist',
    log: story(
      [
        [8, 'INFO deployer deploying orders-api version 8.1.0'],
        [18, 'ERROR orders-api org.postgresql.util.PSQLException: ERROR: column "discount_code" does not exist'],
      ],
      [[20, 56, (i) => `ERROR web-frontend POST /orders 500 Internal Server Error id=${i}`]],
    ),
  },
  {
    name: 'a secret that was rotated',
    categories: ['permission_or_secret', 'configuration_error'],
    names: 'password',
    evidence: 'password authentication failed for user',
    log: story(
      [[9, 'FATAL ledger-db password authentication failed for user "ledger"']],
      [[11, 54, (i) => `ERROR ledger-api cannot serve request ${i}: database unavailable`]],
    ),
  },
  {
    name: 'a broker without a leader',
    categories: ['dependency_failure', 'infrastructure'],
    names: 'broker',
    evidence: 'Broker may not be available',
    log: story(
      [
        [
          14,
          'WARN events-producer [Producer clientId=p-1] Connection to node 2 (kafka-2/10.0.0.7:9092) could not be established. Broker may not be available.',
        ],
      ],
      [
        [
          16,
          52,
          (i) =>
            `ERROR events-producer org.apache.kafka.common.errors.TimeoutException: Expiring 1 record(s) for orders-${i % 6}: 120000 ms has passed since batch creation`,
        ],
      ],
    ),
  },
  {
    name: 'an upstream that limits the rate',
    categories: ['dependency_failure', 'resource_exhaustion', 'network'],
    names: '429',
    evidence: '429 Too Many Requests',
    log: story(
      [[17, 'ERROR geocoder HTTP 429 Too Many Requests from maps.example.org']],
      [[19, 50, (i) => `WARN checkout address ${i} not verified, using fallback`]],
    ),
  },
  {
    name: 'file handles that run out',
    categories: ['resource_exhaustion'],
    names: 'file',
    evidence: 'Too many open files',
    log: story(
      [[19, 'ERROR proxy accept4() failed (24: Too many open files)']],
      [
        [
          20,
          55,
          (i) => `ERROR web-frontend upstream prematurely closed connection while reading response header req=${i}`,
        ],
      ],
    ),
  },
  {
    name: 'a lock that many wait for',
    categories: ['dependency_failure', 'resource_exhaustion', 'data_error', 'code_defect'],
    names: 'deadlock',
    evidence: 'deadlock detected',
    log: story(
      [
        [16, 'ERROR stock-db ERROR:  deadlock detected'],
        [17, 'ERROR stock-api could not serialize access due to concurrent update'],
      ],
      [[19, 45, (i) => `WARN web-frontend POST /reserve ${i} took 30001ms`]],
    ),
  },
  {
    name: 'an image that cannot be pulled',
    categories: ['infrastructure', 'configuration_error', 'permission_or_secret'],
    names: 'image',
    evidence: 'ImagePullBackOff',
    log: story([
      [10, 'INFO deployer deploying profile-api version 3.0.1'],
      [
        14,
        'Warning Failed pod/profile-api-6c7 Failed to pull image "registry.example.org/profile-api:3.0.1": manifest unknown',
      ],
      [15, 'Warning Failed pod/profile-api-6c7 Error: ImagePullBackOff'],
    ]),
  },
  {
    name: 'a null pointer after a deployment',
    categories: ['code_defect'],
    names: 'pricing',
    evidence: 'NullPointerException',
    log: story(
      [
        [10, 'INFO deployer deploying pricing version 5.0.0'],
        [14, 'ERROR pricing java.lang.NullPointerException: Cannot invoke "Rate.value()" because "rate" is null'],
        [14, 'ERROR pricing \tat com.acme.pricing.RateTable.lookup(RateTable.java:81)'],
      ],
      [[16, 50, (i) => `ERROR checkout pricing returned 500 for cart ${i}`]],
    ),
  },
  {
    name: 'Redis that refuses to write',
    categories: ['resource_exhaustion', 'dependency_failure'],
    names: 'memory',
    evidence: 'OOM command not allowed',
    log: story(
      [[13, "ERROR sessions redis: OOM command not allowed when used memory > 'maxmemory'."]],
      [[15, 52, (i) => `WARN web-frontend login ${i} failed: session not saved`]],
    ),
  },
]
