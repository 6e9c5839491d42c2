import type { FreshIncident } from './fresh-incidents.ts'
import { among, clock, json, log4j, logfmt, nginx, syslog, times } from './ordinary-lines.ts'

export const FRESH_SECOND_INCIDENTS: readonly FreshIncident[] = [
  {
    name: 'a clock that is wrong',
    categories: ['infrastructure', 'configuration_error', 'permission_or_secret'],
    evidence: 'RequestTimeTooSkewed',
    log: among(
      json,
      times(
        20,
        50,
        (s) =>
          `{"time":"${clock(s)}","level":"ERROR","service":"exporter","msg":"upload failed","error":"api error RequestTimeTooSkewed: The difference between the request time and the current time is too large."}`,
      ),
    ),
  },
  {
    name: 'a heap that is full',
    categories: ['resource_exhaustion'],
    evidence: 'java.lang.OutOfMemoryError: Java heap space',
    log: among(log4j, [
      [30, `${clock(30)} ERROR [report-pool-2] c.e.shop.ReportJob : job 88 died`],
      [30, 'java.lang.OutOfMemoryError: Java heap space'],
      [30, '\tat com.example.shop.ReportJob.rows(ReportJob.java:91)'],
      ...times(32, 50, (s) => `${clock(s)} WARN  [http-nio-8080-exec-1] c.e.shop.Gc : pause of ${s * 40} ms`),
    ]),
  },
  {
    name: 'a replica that has fallen behind',
    categories: ['dependency_failure', 'infrastructure', 'resource_exhaustion'],
    evidence: 'has already been removed',
    log: among(
      (s) => `${clock(s).slice(0, 19).replace('T', ' ')} UTC [88] LOG:  restartpoint complete: wrote ${s} buffers`,
      times(
        30,
        60,
        (s) =>
          `2026-11-20 02:10:${s}.118 UTC [91] FATAL:  could not receive data from WAL stream: ERROR:  requested WAL segment 0000000100000A1F000000${s} has already been removed`,
      ),
    ),
  },
  {
    name: 'a consumer that is thrown out of its group',
    categories: ['dependency_failure', 'timeout', 'code_defect', 'configuration_error'],
    evidence: 'consumer poll timeout has expired',
    log: among(
      log4j,
      times(
        30,
        40,
        (s) =>
          `${clock(s)} WARN  [kafka-coordinator-heartbeat-thread] o.a.k.c.c.i.ConsumerCoordinator : consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time processing messages.`,
      ),
    ),
  },
  {
    name: 'a pod whose probe fails',
    categories: ['infrastructure', 'configuration_error', 'dependency_failure', 'timeout', 'network'],
    evidence: 'Liveness probe failed',
    log: `LAST SEEN   TYPE      REASON      OBJECT               MESSAGE
5m          Normal    Started     pod/shop-api-6f-aa   Started container api
4m          Warning   Unhealthy   pod/shop-api-6f-aa   Liveness probe failed: Get "http://10.4.0.9:8080/live": context deadline exceeded (Client.Timeout exceeded while awaiting headers)
3m          Normal    Killing     pod/shop-api-6f-aa   Container api failed liveness probe, will be restarted
1m          Warning   BackOff     pod/shop-api-6f-aa   Back-off restarting failed container api in pod shop-api-6f-aa`,
  },
  {
    name: 'too many open files',
    categories: ['resource_exhaustion'],
    evidence: 'too many open files',
    log: among(
      syslog,
      times(
        20,
        60,
        (s) =>
          `Nov 20 02:10:${s} app-3 shopd[812]: http: Accept error: accept tcp [::]:8080: accept4: too many open files; retrying in 1s`,
      ),
    ),
  },
  {
    name: 'an unlucky null in Java',
    categories: ['code_defect'],
    evidence: 'NullPointerException',
    log: among(
      log4j,
      times(
        25,
        45,
        (s) =>
          `${clock(s)} ERROR [http-nio-8080-exec-${s % 9}] c.e.shop.ErrorHandler : request ${s} failed: java.lang.NullPointerException: Cannot invoke "com.example.shop.Order.total()" because "order" is null`,
      ),
    ),
  },
  {
    name: 'a queue in the cloud that does not exist',
    categories: ['configuration_error', 'dependency_failure'],
    evidence: 'NonExistentQueue',
    log: among(
      logfmt,
      times(
        25,
        45,
        (s) =>
          `time=${clock(s)} level=error msg="enqueue failed" err="operation error SQS: SendMessage, api error AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist."`,
      ),
    ),
  },
  {
    name: 'a proxy that cannot resolve its upstream at start',
    categories: ['configuration_error', 'dns'],
    evidence: 'host not found in upstream',
    log: `/docker-entrypoint.sh: Configuration complete; ready for start up
2026/11/20 02:10:00 [emerg] 1#1: host not found in upstream "shop-api" in /etc/nginx/conf.d/default.conf:12
nginx: [emerg] host not found in upstream "shop-api" in /etc/nginx/conf.d/default.conf:12`,
  },
  {
    name: 'a mail server that refuses the login',
    categories: ['permission_or_secret'],
    evidence: '535',
    log: among(
      json,
      times(
        20,
        40,
        (s) =>
          `{"time":"${clock(s)}","level":"ERROR","service":"mailer","msg":"send failed","error":"535 5.7.8 Username and Password not accepted","mail":${s}}`,
      ),
    ),
  },
  {
    name: 'a slow upstream behind nginx',
    categories: ['timeout', 'dependency_failure', 'network'],
    evidence: 'upstream timed out',
    log: among(
      nginx,
      times(
        20,
        60,
        (s) =>
          `2026/11/20 02:10:${s} [error] 31#31: *${s}1 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.4.${s}, server: shop, request: "GET /report HTTP/1.1", upstream: "http://10.0.5.2:8080/report", host: "shop.example.test"`,
      ),
    ),
  },
  {
    name: 'a .NET service with a bad connection string',
    categories: ['configuration_error', 'permission_or_secret', 'dependency_failure'],
    evidence: "Login failed for user 'shop'",
    log: `info: Microsoft.Hosting.Lifetime[14]
      Now listening on: http://[::]:8080
fail: Microsoft.EntityFrameworkCore.Database.Connection[20004]
      An error occurred using the connection to database 'shop' on server 'sql-1'.
fail: Shop.Orders[0]
      Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'shop'.
         at Microsoft.Data.SqlClient.SqlInternalConnection.OnError(SqlException exception)`,
  },
]
