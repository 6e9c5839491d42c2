import type { Category } from '../../analysis.ts'
import { among, clock, json, log4j, logfmt, nginx, syslog, times } from './ordinary-lines.ts'

/** A service log written after the rules it is tried on. What an answer must get right. */
export interface FreshIncident {
  name: string
  categories: readonly Category[]
  /** Stands in the quotes of the first cause. */
  evidence: string
  log: string
}

export const FRESH_INCIDENTS: readonly FreshIncident[] = [
  {
    name: 'a Redis that has reached its memory limit',
    categories: ['resource_exhaustion'],
    evidence: "OOM command not allowed when used memory > 'maxmemory'",
    log: among(logfmt, [
      ...times(
        30,
        70,
        (s) =>
          `time=${clock(s)} level=error msg="cache write failed" err="OOM command not allowed when used memory > 'maxmemory'." key=cart:${s}`,
      ),
      ...times(35, 70, (s) => `time=${clock(s)} level=warn msg="cart not cached" cart=${s}`),
    ]),
  },
  {
    name: 'a certificate that has expired',
    categories: ['tls'],
    evidence: 'certificate has expired',
    log: among(
      json,
      times(
        20,
        60,
        (s) =>
          `{"time":"${clock(s)}","level":"ERROR","service":"shop-api","msg":"call to payments failed","error":"Post \\"https://payments.internal/v1/charge\\": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-20T02:10:${s}Z is after 2026-11-20T02:10:00Z"}`,
      ),
    ),
  },
  {
    name: 'names that are not resolved',
    categories: ['dns'],
    evidence: 'no such host',
    log: among(
      logfmt,
      times(
        25,
        70,
        (s) =>
          `time=${clock(s)} level=error msg="publish failed" err="dial tcp: lookup kafka-0.kafka.svc.cluster.local on 10.96.0.10:53: no such host" attempt=${s % 3}`,
      ),
    ),
  },
  {
    name: 'an image that does not exist',
    categories: ['configuration_error', 'dependency_failure', 'infrastructure', 'build_environment'],
    evidence: 'Failed to pull image',
    log: `LAST SEEN   TYPE      REASON      OBJECT                         MESSAGE
4m12s       Normal    Scheduled   pod/shop-api-7c9f6d-x2k4p      Successfully assigned shop/shop-api-7c9f6d-x2k4p to node-3
4m11s       Normal    Pulling     pod/shop-api-7c9f6d-x2k4p      Pulling image "registry.example.test/shop-api:1.9.O"
4m10s       Warning   Failed      pod/shop-api-7c9f6d-x2k4p      Failed to pull image "registry.example.test/shop-api:1.9.O": rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.test/shop-api:1.9.O": registry.example.test/shop-api:1.9.O: not found
4m10s       Warning   Failed      pod/shop-api-7c9f6d-x2k4p      Error: ErrImagePull
2m1s        Normal    BackOff     pod/shop-api-7c9f6d-x2k4p      Back-off pulling image "registry.example.test/shop-api:1.9.O"
2m1s        Warning   Failed      pod/shop-api-7c9f6d-x2k4p      Error: ImagePullBackOff`,
  },
  {
    name: 'workers that the kernel kills',
    categories: ['resource_exhaustion'],
    evidence: 'SIGKILL',
    log: among(
      (s) => `[${clock(s).slice(0, 19).replace('T', ' ')} +0000] [7] [INFO] GET /report/${s} 200`,
      [
        [30, '[2026-11-20 02:10:30 +0000] [7] [ERROR] Worker (pid:41) was sent SIGKILL! Perhaps out of memory?'],
        [31, '[2026-11-20 02:10:31 +0000] [58] [INFO] Booting worker with pid: 58'],
        [50, '[2026-11-20 02:10:50 +0000] [7] [ERROR] Worker (pid:58) was sent SIGKILL! Perhaps out of memory?'],
        [51, '[2026-11-20 02:10:51 +0000] [63] [INFO] Booting worker with pid: 63'],
        [72, '[2026-11-20 02:11:12 +0000] [7] [ERROR] Worker (pid:63) was sent SIGKILL! Perhaps out of memory?'],
      ],
    ),
  },
  {
    name: 'a setting that is missing after a deployment',
    categories: ['configuration_error'],
    evidence: "KeyError: 'PAYMENTS_URL'",
    log: `2026-11-20T02:10:00Z INFO shop-api deployed version 1.9.0
2026-11-20T02:10:02Z INFO shop-api loading settings
Traceback (most recent call last):
  File "/srv/app/main.py", line 14, in <module>
    settings = load()
  File "/srv/app/settings.py", line 31, in load
    payments=os.environ["PAYMENTS_URL"],
  File "<frozen os>", line 714, in __getitem__
KeyError: 'PAYMENTS_URL'
2026-11-20T02:10:03Z INFO supervisor restarting shop-api in 5 s
2026-11-20T02:10:08Z INFO shop-api loading settings
Traceback (most recent call last):
  File "/srv/app/main.py", line 14, in <module>
    settings = load()
  File "/srv/app/settings.py", line 31, in load
    payments=os.environ["PAYMENTS_URL"],
  File "<frozen os>", line 714, in __getitem__
KeyError: 'PAYMENTS_URL'`,
  },
  {
    name: 'a migration that was not run',
    categories: ['data_error', 'configuration_error', 'code_defect'],
    evidence: 'column o.refund_reason does not exist',
    log: among(
      log4j,
      times(
        20,
        55,
        (s) =>
          `${clock(s)} ERROR [http-nio-8080-exec-${s % 9}] o.h.engine.jdbc.spi.SqlExceptionHelper : ERROR: column o.refund_reason does not exist`,
      ),
    ),
  },
  {
    name: 'a message broker whose disk is nearly full',
    categories: ['resource_exhaustion'],
    evidence: 'disk resource limit alarm set',
    log: among(
      (s) =>
        `${clock(s).slice(0, 19).replace('T', ' ')}.118 [info] <0.${700 + s}.0> accepting AMQP connection <0.${700 + s}.0> (10.0.4.9:5${s}12 -> 10.0.4.2:5672)`,
      [
        [30, '2026-11-20 02:10:30.441 [warning] <0.412.0> disk resource limit alarm set on node rabbit@mq-1.'],
        [30, '2026-11-20 02:10:30.442 [warning] <0.412.0> *** Publishers will be blocked until this alarm clears ***'],
        [
          55,
          '2026-11-20 02:10:55.001 [error] <0.790.0> closing AMQP connection <0.790.0>: missed heartbeats from client, timeout: 60s',
        ],
      ],
    ),
  },
  {
    name: 'an index that went read-only',
    categories: ['resource_exhaustion'],
    evidence: 'flood',
    log: among(
      (s) =>
        `[${clock(s).slice(0, 23)}][INFO ][o.e.c.m.MetadataMappingService] [es-1] [orders-${s}] update_mapping [_doc]`,
      [
        [
          20,
          '[2026-11-20T02:10:20,004][WARN ][o.e.c.r.a.DiskThresholdMonitor] [es-1] flood stage disk watermark [95%] exceeded on [kQ2][es-2][/data] free: 1.1gb[2.3%], all indices on this node will be marked read-only',
        ],
        ...times(
          22,
          60,
          (s) =>
            `[2026-11-20T02:10:${s},000][ERROR][o.e.a.b.TransportShardBulkAction] [es-1] cluster_block_exception: index [orders-${s}] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block]`,
        ),
      ],
    ),
  },
  {
    name: 'a bucket that may not be written',
    categories: ['permission_or_secret'],
    evidence: 'AccessDenied',
    log: among(
      json,
      times(
        30,
        60,
        (s) =>
          `{"time":"${clock(s)}","level":"ERROR","service":"exporter","msg":"upload failed","error":"operation error S3: PutObject, https response error StatusCode: 403, RequestID: 8F${s}, api error AccessDenied: User: arn:aws:sts::123456789012:assumed-role/exporter/i-0a is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::exports/2026/${s}.csv"}`,
      ),
    ),
  },
  {
    name: 'a port that somebody else has',
    categories: ['configuration_error', 'resource_exhaustion', 'infrastructure'],
    evidence: 'ddress already in use',
    log: among(syslog, [
      [40, 'Nov 20 02:10:40 app-3 shopd[901]: fatal: listen tcp 0.0.0.0:8080: bind: address already in use'],
      [40, 'Nov 20 02:10:40 app-3 systemd[1]: shopd.service: Main process exited, code=exited, status=1/FAILURE'],
      [41, "Nov 20 02:10:41 app-3 systemd[1]: shopd.service: Failed with result 'exit-code'."],
      [46, 'Nov 20 02:10:46 app-3 shopd[915]: fatal: listen tcp 0.0.0.0:8080: bind: address already in use'],
    ]),
  },
  {
    name: 'an application that panics behind its proxy',
    categories: ['code_defect'],
    evidence: 'nil pointer dereference',
    log: among(nginx, [
      [29, 'panic: runtime error: invalid memory address or nil pointer dereference'],
      [29, '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x71c2aa]'],
      [29, 'goroutine 811 [running]:'],
      [29, 'example.test/shop/refund.(*Handler).ServeHTTP(0x0, {0xc000, 0x1})'],
      ...times(
        30,
        60,
        (s) =>
          `2026/11/20 02:10:${s} [error] 31#31: *${s}7 upstream prematurely closed connection while reading response header from upstream, client: 10.0.4.${s}, server: shop, request: "POST /refund HTTP/1.1", upstream: "http://10.0.5.2:8080/refund", host: "shop.example.test"`,
      ),
    ]),
  },
  {
    name: 'a vault that is sealed',
    categories: ['dependency_failure', 'permission_or_secret', 'infrastructure'],
    evidence: 'Vault is sealed',
    log: among(
      logfmt,
      times(
        20,
        60,
        (s) =>
          `time=${clock(s)} level=error msg="cannot read database credentials" err="Error making API request. URL: GET https://vault.internal:8200/v1/database/creds/shop Code: 503. Errors: * Vault is sealed"`,
      ),
    ),
  },
  {
    name: 'locks that are waited for too long',
    categories: ['dependency_failure', 'data_error', 'timeout', 'resource_exhaustion'],
    evidence: 'Lock wait timeout exceeded',
    log: among(
      log4j,
      times(
        30,
        60,
        (s) =>
          `${clock(s)} WARN  [http-nio-8080-exec-${s % 9}] o.h.engine.jdbc.spi.SqlExceptionHelper : SQL Error: 1205, SQLState: 40001 Lock wait timeout exceeded; try restarting transaction (order ${s})`,
      ),
    ),
  },
  {
    name: 'a JavaScript service that reads what is not there',
    categories: ['code_defect'],
    evidence: "Cannot read properties of undefined (reading 'total')",
    log: among(
      json,
      times(
        30,
        50,
        (s) =>
          `{"time":"${clock(s)}","level":"ERROR","service":"invoices","msg":"unhandled rejection","err":{"type":"TypeError","message":"Cannot read properties of undefined (reading 'total')","stack":"TypeError: Cannot read properties of undefined (reading 'total')\\n    at render (/srv/invoices/render.js:41:22)"},"invoice":${s}}`,
      ),
    ),
  },
  {
    name: 'a partner that limits the rate',
    categories: ['dependency_failure', 'resource_exhaustion', 'network'],
    evidence: '429',
    log: among(
      logfmt,
      times(
        20,
        70,
        (s) =>
          `time=${clock(s)} level=error msg="sync failed" err="GET https://api.partner.example.test/v2/stock: 429 Too Many Requests: rate limit exceeded, retry after 30s" page=${s}`,
      ),
    ),
  },
]
