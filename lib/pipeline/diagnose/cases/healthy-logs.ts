/** Logs of things that went well, many with words of failure in benign use. Written for the tests. */
export interface HealthyLog {
  name: string
  log: string
}

const WRITTEN: readonly HealthyLog[] = [
  {
    name: 'a job that counts zero failures',
    log: `##[group]Run npm test\nnpm test\nshell: /usr/bin/bash -e {0}\n##[endgroup]\nPASS src/error-page.test.ts\n  ✓ shows the error when the payment failed (4 ms)\n  ✓ throws TypeError on null (1 ms)\nTest Suites: 12 passed, 12 total\nTests:       140 passed, 140 total\nSnapshots:   0 total\nPost job cleanup.`,
  },
  {
    name: 'pytest, all passed',
    log: `============================= test session starts ==============================\ncollected 212 items\ntests/test_errors.py::test_connection_refused_is_reported PASSED         [  0%]\ntests/test_errors.py::test_timeout_is_retried PASSED                     [  1%]\ntests/test_errors.py::test_out_of_memory PASSED [  2%]\n============================= 212 passed in 14.02s =============================`,
  },
  {
    name: 'cargo test, all passed',
    log: `running 3 tests\ntest errors::panic_in_worker ... ok\ntest net::connection_reset ... ok\ntest net::fails_without_tls ... ok\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s`,
  },
  {
    name: 'Maven success',
    log: `[INFO] Running com.acme.ErrorHandlerTest\n[INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s\n[INFO] Tests run: 210, Failures: 0, Errors: 0, Skipped: 1\n[INFO] BUILD SUCCESS\n[INFO] Total time:  01:02 min`,
  },
  {
    name: '.NET success',
    log: `  Api -> /srv/build/Api.dll\nBuild succeeded.\n    0 Warning(s)\n    0 Error(s)\nTime Elapsed 00:00:12.31\nPassed!  - Failed:     0, Passed:   141, Skipped:     0, Total:   141, Duration: 3 s`,
  },
  {
    name: 'lint without findings',
    log: `> eslint . --max-warnings 0\nChecked 412 files in 3s. No errors found.\n✖ 0 problems (0 errors, 0 warnings)\nDone in 4.12s.\nJob succeeded`,
  },
  { name: 'mypy without findings', log: `Success: no issues found in 211 source files` },
  {
    name: 'golang, ok',
    log: `=== RUN   TestRetryAfterFailure\n--- PASS: TestRetryAfterFailure (0.02s)\nok  \tgithub.com/acme/ledger/internal/errors\t0.210s\nok  \tgithub.com/acme/ledger/internal/store\t1.210s`,
  },
  {
    name: 'npm install with warnings',
    log: `npm warn deprecated glob@7.2.3: Glob versions prior to v9 are no longer supported\nnpm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory.\nadded 812 packages in 21s\nfound 0 vulnerabilities`,
  },
  {
    name: 'docker build',
    log: `#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n#8 [4/5] RUN npm run build\n#8 3.1 > vite build\n#8 7.4 built in 4.02s\n#8 DONE 7.6s\n#9 exporting to image\n#9 DONE 1.2s`,
  },
  {
    name: 'deployment that rolled out',
    log: `deployment "api" configured\nWaiting for deployment "api" rollout to finish: 1 out of 3 new replicas have been updated...\nWaiting for deployment "api" rollout to finish: 2 of 3 updated replicas are available...\ndeployment "api" successfully rolled out`,
  },
  {
    name: 'Terraform without changes',
    log: `aws_s3_bucket.errors: Refreshing state... [id=acme-errors]\nNo changes. Your infrastructure matches the configuration.\nApply complete! Resources: 0 added, 0 changed, 0 destroyed.`,
  },
  {
    name: 'Ansible without failures',
    log: `TASK [Fail if disk is full] ****\nskipping: [web1]\nPLAY RECAP ****\nweb1 : ok=12   changed=1    unreachable=0    failed=0    skipped=3    rescued=0    ignored=0`,
  },
  {
    name: 'retry that succeeded',
    log: `2026-11-20T10:00:01Z INFO  orders starting version 4.2.0\n2026-11-20T10:00:02Z WARN  orders connection to postgres refused, retrying in 1s (attempt 1 of 5)\n2026-11-20T10:00:03Z INFO  orders connected to postgres after 2 attempts\n2026-11-20T10:00:04Z INFO  orders listening on :8080\n2026-11-20T10:00:09Z INFO  orders GET /health 200 1ms\n2026-11-20T10:00:19Z INFO  orders GET /health 200 1ms`,
  },
  {
    name: 'failover that recovered',
    log: `2026-11-20 10:00:01,120 INFO  [main] c.a.Db - primary db-1 is up\n2026-11-20 10:04:41,002 WARN  [pool-1] c.a.Db - connection to db-1 lost, switching to db-2\n2026-11-20 10:04:43,410 INFO  [pool-1] c.a.Db - reconnected to db-2, connection restored\n2026-11-20 10:05:01,120 INFO  [main] c.a.Db - replication lag 0 ms\n2026-11-20 10:06:01,120 INFO  [main] c.a.Db - replication lag 0 ms`,
  },
  {
    name: 'circuit breaker that closed',
    log: `2026-11-20T09:00:00Z WARN gateway circuit breaker payments open after 5 timeouts\n2026-11-20T09:00:30Z INFO gateway circuit breaker payments half open\n2026-11-20T09:00:31Z INFO gateway circuit breaker payments closed\n2026-11-20T09:00:32Z INFO gateway POST /pay 200 81ms\n2026-11-20T09:00:33Z INFO gateway POST /pay 200 80ms`,
  },
  {
    name: 'nginx access log',
    log: Array.from(
      { length: 40 },
      (_, i) =>
        `10.0.0.${i % 9} - - [20/Nov/2026:10:00:${String(i % 60).padStart(2, '0')} +0000] "GET /errors/${i} HTTP/1.1" 200 512 "-" "Mozilla/5.0"`,
    ).join('\n'),
  },
  {
    name: 'PostgreSQL checkpoints',
    log: `2026-11-20 10:00:00.120 UTC [51] LOG:  database system is ready to accept connections\n2026-11-20 10:05:00.120 UTC [53] LOG:  checkpoint starting: time\n2026-11-20 10:05:04.120 UTC [53] LOG:  checkpoint complete: wrote 44 buffers (0.3%); 0 WAL file(s) added\n2026-11-20 10:10:00.120 UTC [53] LOG:  checkpoint starting: time\n2026-11-20 10:10:01.120 UTC [53] LOG:  checkpoint complete: wrote 12 buffers (0.1%)`,
  },
  {
    name: 'Kafka settings that speak of errors',
    log: `[2026-11-20 10:00:00,001] INFO ProducerConfig values:\n\tdelivery.timeout.ms = 120000\n\tretries = 2147483647\n\tretry.backoff.ms = 100\n\trequest.timeout.ms = 30000\n (org.apache.kafka.clients.producer.ProducerConfig)\n[2026-11-20 10:00:00,200] INFO Kafka version: 3.8.0 (org.apache.kafka.common.utils.AppInfoParser)\n[2026-11-20 10:00:00,301] INFO [Producer clientId=p-1] Cluster ID: k1 (org.apache.kafka.clients.Metadata)`,
  },
  {
    name: 'JSON lines with an error rate of zero',
    log: Array.from(
      { length: 20 },
      (_, i) =>
        `{"ts":"2026-11-20T10:00:${String(i).padStart(2, '0')}Z","level":"info","service":"stats","msg":"window closed","requests":${200 + i},"errors":0,"error_rate":0.0,"timeouts":0}`,
    ).join('\n'),
  },
  {
    name: 'logfmt with failed=0',
    log: Array.from(
      { length: 15 },
      (_, i) =>
        `ts=2026-11-20T10:00:${String(i).padStart(2, '0')}Z level=info component=sync msg="cycle done" copied=${i * 3} failed=0 error=none`,
    ).join('\n'),
  },
  {
    name: 'backup that finished',
    log: `2026-11-20T02:00:00Z INFO backup started\n2026-11-20T02:10:00Z INFO backup wrote 42 GiB, 0 errors, 0 files skipped\n2026-11-20T02:10:01Z INFO backup completed successfully`,
  },
  {
    name: 'scanner that found nothing',
    log: `2026-11-20T03:00:00Z INFO scan started: looking for failed logins and disk errors\n2026-11-20T03:02:00Z INFO scan finished: 0 failed logins, no disk errors found`,
  },
  {
    name: 'feature named after an error',
    log: `2026-11-20T10:00:00Z INFO web registered ErrorHandler for /api\n2026-11-20T10:00:00Z INFO web error reporting enabled, errors are sent to collector\n2026-11-20T10:00:01Z INFO web exception middleware loaded\n2026-11-20T10:00:02Z INFO web listening on :3000\n2026-11-20T10:00:03Z INFO web GET /error-codes 200 3ms`,
  },
  {
    name: 'sshd, ordinary day',
    log: `Nov 20 10:00:01 bastion sshd[2211]: Accepted publickey for deploy from 10.1.1.4 port 51022 ssh2\nNov 20 10:00:01 bastion systemd[1]: Started Session 44 of user deploy.\nNov 20 10:12:44 bastion sshd[2211]: Received disconnect from 10.1.1.4 port 51022:11: disconnected by user\nNov 20 10:12:44 bastion systemd[1]: session-44.scope: Succeeded.`,
  },
  {
    name: 'kernel at boot',
    log: `Nov 20 09:00:01 n1 kernel: [    0.000000] Linux version 6.8.0\nNov 20 09:00:01 n1 kernel: [    0.410000] pci 0000:00:1f.2: reg 0x10\nNov 20 09:00:02 n1 kernel: [    1.210000] ext4: mounted filesystem with ordered data mode. Opts: errors=remount-ro\nNov 20 09:00:04 n1 systemd[1]: Reached target Multi-User System.`,
  },
  {
    name: 'Kubernetes events without trouble',
    log: `LAST SEEN   TYPE     REASON      OBJECT            MESSAGE\n2m          Normal   Scheduled   pod/api-1         Successfully assigned default/api-1 to node-3\n2m          Normal   Pulled      pod/api-1         Container image "api:4.2" already present on machine\n2m          Normal   Started     pod/api-1         Started container api`,
  },
  {
    name: 'worker that retried one job',
    log: `2026-11-20T10:00:01Z INFO worker job 4411 started\n2026-11-20T10:00:05Z WARN worker job 4411 failed, will retry in 10s\n2026-11-20T10:00:15Z INFO worker job 4411 retry 1 succeeded\n2026-11-20T10:00:20Z INFO worker job 4412 started\n2026-11-20T10:00:24Z INFO worker job 4412 done`,
  },
  {
    name: 'DNS that answered on the second try',
    log: `2026-11-20T10:00:01Z WARN fetcher lookup mirror.example.org: i/o timeout, retrying\n2026-11-20T10:00:02Z INFO fetcher lookup mirror.example.org succeeded after 1 retry\n2026-11-20T10:00:03Z INFO fetcher downloaded 12 MiB\n2026-11-20T10:00:04Z INFO fetcher done\n2026-11-20T10:00:05Z INFO fetcher idle`,
  },
  {
    name: 'graceful stop',
    log: `2026-11-20T10:00:01Z INFO api received SIGTERM, draining\n2026-11-20T10:00:04Z INFO api 0 requests in flight\n2026-11-20T10:00:04Z INFO api shut down cleanly, exit code 0`,
  },
]

const ORDINARY: readonly ((n: number) => string)[] = [
  (n) => `INFO  [http] GET /api/items/${n} 200 ${3 + (n % 40)}ms`,
  (n) => `INFO  [http] POST /api/orders 201 ${20 + (n % 90)}ms id=${n}`,
  (n) => `DEBUG [cache] hit ratio 0.${80 + (n % 19)}`,
  (n) => `INFO  [jobs] finished job ${n} in ${n % 700}ms`,
  (n) => `INFO  [metrics] requests=${n} errors=0 timeouts=0 error_rate=0.00%`,
  () => 'INFO  [health] all checks passed',
]
const BENIGN: readonly ((n: number) => string)[] = [
  (n) => `INFO  [report] ${n} rows checked, 0 failures`,
  () => 'INFO  [config] error handling: retry, fail-fast disabled',
  () => 'INFO  [audit] no failed logins in the last hour',
  (n) => `WARN  [queue] publish timed out, retry 1 of 3 succeeded after ${n % 90}ms`,
  (n) => `WARN  [db] connection reset by peer, reconnected in ${n % 40}ms`,
  () => 'INFO  [errors] dead letter queue is empty',
  (n) => `INFO  [test] expected error thrown and handled (${n})`,
  () => 'INFO  [scheduler] failed jobs: 0, exceptions: 0',
]

/** A small generator with a seed (mulberry32), so that the logs are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function generated(seed: number): HealthyLog {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const lines = Array.from({ length: 40 + Math.floor(random() * 160) }, (_, i) => {
    const say = random() < 0.12 && i > 3 ? pick(BENIGN) : pick(ORDINARY)
    const at = new Date(Date.UTC(2026, 10, 20, 10, 0, i)).toISOString()
    return `${at} ${say?.(1000 + Math.floor(random() * 9000)) ?? ''}`
  })
  lines.push(
    ...[1, 2, 3].map(
      (i) => `${new Date(Date.UTC(2026, 10, 20, 11, 0, i)).toISOString()} INFO  [http] GET /health 200 1ms`,
    ),
  )
  return { name: `service at work, seed ${seed}`, log: lines.join('\n') }
}

/** 30 written logs and 34 made from ordinary and benign lines. */
export const HEALTHY_LOGS: readonly HealthyLog[] = [
  ...WRITTEN,
  ...Array.from({ length: 34 }, (_, i) => generated(i + 1)),
]
