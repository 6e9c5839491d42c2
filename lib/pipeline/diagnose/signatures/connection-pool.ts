import type { Signature } from '../signature.ts'
import { change, look } from './steps.ts'

/** Pools of connections that have none left. */
export const CONNECTION_POOL: readonly Signature[] = [
  {
    id: 'pool-hikari-exhausted',
    family: 'connection-pool',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.85,
    anchors: ['connection is not available, request timed out'],
    pattern:
      /(?<component>[\w-]{1,60}) - Connection is not available, request timed out after \d{1,9}ms|Connection is not available, request timed out/i,
    summary:
      'The connection pool {component|} had no free connection in time: all are in use, leaked or waiting on a slow database.',
    actions: [
      look('Read the pool figures (active, idle, waiting) at that time.'),
      look(
        'See what the connections are doing on the database.',
        'psql -c "select state, wait_event_type, count(*), max(now()-state_change) from pg_stat_activity group by 1,2 order by 3 desc"',
      ),
      change(
        'Shorten the transactions that hold connections, or turn on leak detection (leakDetectionThreshold) to find them.',
      ),
    ],
    killTest: look('If the pool had idle connections at that time, the database could not be reached instead.'),
    phrases: ['Connection is not available, request timed out after'],
    positives: [
      'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30001ms.',
      'ERROR orders-pool - Connection is not available, request timed out after 5000ms (total=20, active=20, idle=0, waiting=41)',
      'Caused by: Connection is not available, request timed out after 30000ms.',
    ],
    negatives: [
      'HikariPool-1 - Start completed.',
      'HikariPool-1 - Pool stats (total=10, active=2, idle=8, waiting=0)',
      'connection is available, request served in 12ms',
    ],
  },
  {
    id: 'pool-sqlalchemy-exhausted',
    family: 'connection-pool',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.87,
    anchors: ['queuepool limit'],
    pattern: /QueuePool limit of size (?<size>\d{1,6}) overflow \d{1,6} reached/i,
    summary: 'The SQLAlchemy pool of {size|its} connections is used up: sessions are held too long or never closed.',
    actions: [
      look('Look for sessions that are not closed, and for slow queries under load.'),
      look(
        'See open connections by state on the database.',
        'psql -c "select state, count(*) from pg_stat_activity group by 1"',
      ),
      change('Close sessions in every path; raise pool_size only within the limit of the database.'),
    ],
    killTest: look(
      'If few connections of this service are open on the database, the pool was not the limit.',
      'psql -c "select application_name, count(*) from pg_stat_activity group by 1"',
    ),
    phrases: ['QueuePool limit of size', 'reached, connection timed out, timeout'],
    positives: [
      'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00',
      'ERROR api TimeoutError QueuePool limit of size 20 overflow 0 reached, connection timed out, timeout 10',
      'QueuePool limit of size 5 overflow 10 reached, connection timed out',
    ],
    negatives: [
      'QueuePool size 5 overflow 10 created',
      'Pool size: 5  Connections in pool: 4',
      'pool_size=5, max_overflow=10 (QueuePool)',
    ],
  },
  {
    id: 'pool-node-exhausted',
    family: 'connection-pool',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.83,
    anchors: [
      'timeout exceeded when trying to connect',
      'timeout acquiring a connection',
      'resourcerequest timed out',
      'timed out fetching a new connection',
      'queue limit reached',
      'no connections available',
      'sequelizeconnectionacquiretimeouterror',
      'pool is probably full',
      'p2024',
    ],
    pattern:
      /timeout exceeded when trying to connect|Timeout acquiring a connection|ResourceRequest timed out|Timed out fetching a new connection from the (?:connection )?pool|SequelizeConnectionAcquireTimeoutError|pool is probably full|Error: (?:Queue limit reached|No connections available)/i,
    summary: 'A Node.js database pool had no free connection in time.',
    actions: [
      look('Count clients that are taken and never released; every path must release, errors too.'),
      look(
        'See long transactions on the database.',
        'psql -c "select pid, now()-xact_start as age, left(query,80) from pg_stat_activity where xact_start is not null order by 2 desc limit 10"',
      ),
      change('Limit concurrency in front of the pool or raise its size within the limit of the database.'),
    ],
    killTest: look('If the pool shows idle clients at that time, the database could not be reached instead.'),
    phrases: [
      'timeout exceeded when trying to connect',
      'Timeout acquiring a connection. The pool is probably full.',
      'Timed out fetching a new connection from the connection pool',
    ],
    positives: [
      'Error: timeout exceeded when trying to connect at /app/node_modules/pg-pool/index.js:45:11',
      'KnexTimeoutError: Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
      'Timed out fetching a new connection from the connection pool. (Current connection pool timeout: 10, connection limit: 5)',
    ],
    negatives: [
      'pool created: max=10 idleTimeoutMillis=30000',
      'acquired connection in 2ms',
      'connect timeout set to 5000',
    ],
  },
  {
    id: 'pool-generic-exhausted',
    family: 'connection-pool',
    category: 'resource_exhaustion',
    kind: 'cause',
    prior: 0.8,
    anchors: [
      'pool exhausted',
      'pool is exhausted',
      'pool exhaustion',
      'could not get a resource from the pool',
      'timeout waiting for idle object',
      'timeout period elapsed prior to obtaining',
      'pool is full',
      'timeout waiting for connection from pool',
      'no available connection',
      'pool timeout',
      'poolexhausted',
      'pool timed out',
      'max clients reached',
      'no more connections allowed',
      'query_wait_timeout',
      'connection pool is at its',
    ],
    pattern:
      /(?<component>[\w-]{1,60})? ?(?:connection )?pool (?:is |was )?exhausted|connection pool exhaustion|Could not get a resource from the pool|Timeout waiting for idle object|timeout period elapsed prior to obtaining a connection from the pool|Timeout waiting for connection from pool|connection pool is (?:at its|full)|(?:redis|mongo|pool): connection pool timeout|PoolExhaustedException|pool timed out while waiting for an open connection|no more connections allowed|query_wait_timeout$/i,
    summary: 'A connection pool {component|} is exhausted: every connection was in use.',
    actions: [
      look('Compare the size of the pool, the callers waiting and how long each connection is held.'),
      look('See whether the service behind the pool became slow at the same time; then that is the cause.'),
      change('Limit callers, shorten what holds a connection, or raise the pool within the limit of the server.'),
    ],
    killTest: look('If the pool shows idle connections at that time, look at the network or the server instead.'),
    phrases: [
      'Could not get a resource from the pool',
      'Timeout waiting for idle object',
      'The timeout period elapsed prior to obtaining a connection from the pool',
      'redis: connection pool timeout',
      'pool timed out while waiting for an open connection',
      'connection pool exhausted',
    ],
    positives: [
      'redis.clients.jedis.exceptions.JedisExhaustedPoolException: Could not get a resource from the pool',
      'System.InvalidOperationException: Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.',
      'level=error msg="redis: connection pool timeout"',
    ],
    negatives: [
      'pool exhaustion alerts: 0',
      'connection pool started with 10 connections',
      'thread pool size 64, queue 0',
    ],
  },
  {
    id: 'pool-leak-detected',
    family: 'connection-pool',
    category: 'code_defect',
    kind: 'cause',
    prior: 0.8,
    anchors: [
      'connection leak detection triggered',
      'connection leak',
      'unclosed connection',
      'unclosed client session',
      'was leaked',
      'was garbage collected',
    ],
    pattern:
      /Connection leak detection triggered for|(?:possible |detected )?connection leak (?:detected|found)|A connection to \S{1,120} was leaked|Unclosed (?:connection|client session)$|(?:connection|client) was garbage collected without being (?:closed|released)/i,
    summary: 'A connection was taken from the pool and not given back: a leak that empties the pool over time.',
    actions: [
      look('Read the stack trace that follows: it shows who took the connection.'),
      change('Close the connection in every path (try-with-resources, defer, finally, context manager).'),
    ],
    killTest: look('If the pool returns to idle after load ends, connections are held long but not leaked.'),
    phrases: [
      'Connection leak detection triggered for',
      'Did you forget to close a response body?',
      'Unclosed client session',
    ],
    positives: [
      'WARN HikariPool-1 - Connection leak detection triggered for org.postgresql.jdbc.PgConnection@4d1c on thread exec-4, stack trace follows',
      'WARNING: A connection to https://api.example.test/ was leaked. Did you forget to close a response body?',
      'ERROR asyncio Unclosed client session',
    ],
    negatives: ['leakDetectionThreshold=60000', 'connection leak test passed', 'checking for leaks: none found'],
  },
  {
    id: 'pool-worker-threads-exhausted',
    family: 'connection-pool',
    category: 'resource_exhaustion',
    kind: 'symptom',
    prior: 0.65,
    anchors: [
      'rejectedexecutionexception',
      'max_children',
      'maxclients',
      'maxrequestworkers',
      'thread starvation',
      'thread pool exhausted',
      'threadpool',
      'es_rejected_execution',
      'no free workers',
      'worker connections',
    ],
    pattern:
      /RejectedExecutionException|server reached (?:pm\.)?(?:max_children|MaxRequestWorkers|MaxClients)(?: setting)?|\[pool (?<component>[\w.-]{1,60})\] server reached|Thread starvation or clock leap|thread ?pool (?:is )?(?:exhausted|starvation)|\d{1,6} worker_connections are not enough|es_rejected_execution_exception|no free workers/i,
    summary:
      'All workers{component? of @} are busy, so new requests wait or are refused; something they wait for is slow, or load rose.',
    actions: [
      look('See what the workers wait for.', 'jstack PID | grep -A 3 "exec-" | head -60'),
      look('Compare request rate and latency before and after the start.'),
      change('Raise the number of workers only if memory and the services behind allow it.'),
    ],
    killTest: look('If workers are idle at that time, the queue in front of them was the limit.'),
    phrases: [
      'server reached pm.max_children setting',
      'server reached MaxRequestWorkers setting',

      'java.util.concurrent.RejectedExecutionException',
      'Thread starvation or clock leap detected',
    ],
    positives: [
      'WARNING: [pool www] server reached pm.max_children setting (50), consider raising it',
      'AH00161: server reached MaxRequestWorkers setting, consider raising it',
      'java.util.concurrent.RejectedExecutionException: Task rejected from ThreadPoolExecutor@3f[Running, pool size = 200, active threads = 200]',
    ],
    negatives: ['pm.max_children = 50', 'worker_connections 1024;', 'threadpool started with 16 threads'],
  },
]
