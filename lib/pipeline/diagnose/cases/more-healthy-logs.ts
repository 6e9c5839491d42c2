/** Further logs of things that went well: each holds words of failure in benign use. Written after the rules. */
export const MORE_HEALTHY_LOGS: readonly { name: string; log: string }[] = [
  {
    name: 'a Rust test run whose tests are named after failures',
    log: `running 5 tests
test errors::tests::display_of_io_error ... ok
test errors::tests::fails_on_missing_file ... ok
test retry::tests::gives_up_after_three_timeouts ... ok
test parse::tests::panics_on_empty - should panic ... ok
test parse::tests::invalid_utf8_is_an_error ... ok

test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s`,
  },
  {
    name: 'a Go test run with error cases',
    log: `=== RUN   TestDialFails
--- PASS: TestDialFails (0.01s)
=== RUN   TestErrorIsWrapped
--- PASS: TestErrorIsWrapped (0.00s)
=== RUN   TestTimeoutReturnsDeadlineExceeded
--- PASS: TestTimeoutReturnsDeadlineExceeded (0.05s)
PASS
ok  	example.test/shop/internal/dial	0.081s`,
  },
  {
    name: 'Vitest with deliberate errors on its console',
    log: `stderr | src/cart.test.ts > cart > reports a failed save
Error: save failed
    at save (src/cart.ts:14:9)

 ✓ src/cart.test.ts (12 tests) 88ms
 ✓ src/errors.test.ts (7 tests) 21ms

 Test Files  2 passed (2)
      Tests  19 passed (19)
   Duration  1.02s`,
  },
  {
    name: 'npm with warnings of old packages',
    log: `npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory. Do not use it.
npm warn deprecated glob@7.2.3: Glob versions prior to v9 are no longer supported

added 812 packages, and audited 813 packages in 21s

154 packages are looking for funding
  run \`npm fund\` for details

found 0 vulnerabilities`,
  },
  {
    name: 'Maven with a failsafe plugin',
    log: `[INFO] --- failsafe:3.5.2:integration-test (default) @ shop ---
[INFO] Running com.example.shop.ErrorPageIT
[INFO] Tests run: 6, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 2.112 s -- in com.example.shop.ErrorPageIT
[INFO] --- failsafe:3.5.2:verify (default) @ shop ---
[INFO] BUILD SUCCESS
[INFO] Total time:  41.204 s`,
  },
  {
    name: 'Terraform without changes',
    log: `aws_cloudwatch_metric_alarm.errors: Refreshing state... [id=shop-5xx-errors]
aws_sqs_queue.failed: Refreshing state... [id=https://sqs.example.test/1/failed-orders]
No changes. Your infrastructure matches the configuration.
Apply complete! Resources: 0 added, 0 changed, 0 destroyed.`,
  },
  {
    name: 'a Docker build that uses its cache',
    log: `#5 [2/6] COPY package.json package-lock.json ./
#5 CACHED
#7 [4/6] RUN npm ci --no-audit || (echo "retry after error" && npm ci)
#7 CACHED
#9 exporting to image
#9 exporting layers done
#9 writing image sha256:5a1f done
#9 DONE 0.4s`,
  },
  {
    name: 'a rollout that ends well',
    log: `Waiting for deployment "shop-api" rollout to finish: 1 out of 3 new replicas have been updated...
Waiting for deployment "shop-api" rollout to finish: 2 out of 3 new replicas have been updated...
Waiting for deployment "shop-api" rollout to finish: 1 old replicas are pending termination...
deployment "shop-api" successfully rolled out`,
  },
  {
    name: 'PostgreSQL at its checkpoints',
    log: `2026-11-20 02:10:00.114 UTC [61] LOG:  checkpoint starting: time
2026-11-20 02:14:29.902 UTC [61] LOG:  checkpoint complete: wrote 2811 buffers (17.2%); 0 WAL file(s) added, 0 removed, 2 recycled
2026-11-20 02:15:00.114 UTC [61] LOG:  checkpoint starting: time
2026-11-20 02:19:30.011 UTC [61] LOG:  checkpoint complete: wrote 2790 buffers (17.0%); 0 WAL file(s) added, 0 removed, 2 recycled`,
  },
  {
    name: 'a scan that looks for errors and finds none',
    log: `2026-11-20T02:10:00Z INFO scrub pool tank: scan started
2026-11-20T02:40:00Z INFO scrub pool tank: 1.2T scanned, 0 errors, 0 repaired
2026-11-20T02:55:00Z INFO scrub pool tank: finished with 0 errors
2026-11-20T02:55:01Z INFO smart: no failed attributes on 6 disks`,
  },
  {
    name: 'a service that starts and loads its error pages',
    log: `2026-11-20T02:10:00Z INFO shop-api loading error handler for 404
2026-11-20T02:10:00Z INFO shop-api exception reporting is enabled
2026-11-20T02:10:01Z INFO shop-api failover group eu-1 registered
2026-11-20T02:10:01Z INFO shop-api dead letter queue is empty
2026-11-20T02:10:02Z INFO shop-api listening on 8080`,
  },
  {
    name: 'metrics of a healthy hour',
    log: `time=2026-11-20T02:10:00Z level=info msg="stats" requests=4111 errors=0 timeouts=0 p99=81ms
time=2026-11-20T02:11:00Z level=info msg="stats" requests=4093 errors=0 timeouts=0 p99=79ms
time=2026-11-20T02:12:00Z level=info msg="stats" requests=4188 errors=0 timeouts=0 p99=90ms`,
  },
  {
    name: 'a client whose second try succeeded',
    log: `2026-11-20T02:10:00Z INFO exporter upload of 2026-11-19 started
2026-11-20T02:10:04Z WARN exporter attempt 1 failed: connection reset by peer, retrying in 1 s
2026-11-20T02:10:06Z INFO exporter attempt 2 succeeded
2026-11-20T02:10:07Z INFO exporter upload of 2026-11-19 finished successfully
2026-11-20T02:10:08Z INFO exporter next run in 24 h`,
  },
  {
    name: 'a leader election after a planned restart',
    log: `2026-11-20T02:10:00Z INFO store node-2 stepping down as requested
2026-11-20T02:10:01Z WARN store node-1 lost leader node-2, election started
2026-11-20T02:10:02Z INFO store node-1 elected as leader of term 12
2026-11-20T02:10:03Z INFO store cluster is healthy again, 3 of 3 members
2026-11-20T02:10:09Z INFO store applied 812 entries`,
  },
  {
    name: 'an access log with a few pages not found',
    log: Array.from(
      { length: 40 },
      (_, i) =>
        `10.0.4.${i} - - [20/Nov/2026:02:10:${String(i).padStart(2, '0')} +0000] "GET ${i % 13 === 0 ? '/favicon.ico' : `/orders/${i}`} HTTP/1.1" ${i % 13 === 0 ? 404 : 200} ${512 + i}`,
    ).join('\n'),
  },
  {
    name: 'systemd units that stop as asked',
    log: `Nov 20 02:10:00 app-3 systemd[1]: Stopping shopd.service - Shop...
Nov 20 02:10:01 app-3 shopd[812]: signal received: terminated, draining 4 connections
Nov 20 02:10:02 app-3 systemd[1]: shopd.service: Deactivated successfully.
Nov 20 02:10:02 app-3 systemd[1]: Stopped shopd.service - Shop.
Nov 20 02:10:02 app-3 systemd[1]: Started shopd.service - Shop.
Nov 20 02:10:03 app-3 shopd[990]: listening on :8080, crash reports are off`,
  },
  {
    name: 'a linter that has nothing to say',
    log: `> lint
> eslint . --max-warnings 0

✔ 0 problems (0 errors, 0 warnings)
> typecheck
> tsc --noEmit
Found 0 errors.
Done in 9.81s.`,
  },
  {
    name: 'a deployment that checks for failures',
    log: `##[group]Run ./smoke.sh
##[endgroup]
checking /health ... ok
checking that a wrong password is refused ... ok
checking that an expired token gives 401 Unauthorized ... ok
checking the error page ... ok
4 checks, 0 failed
deploy of 1.9.0 completed successfully`,
  },
  {
    name: 'backups with a verification',
    log: `2026-11-20T02:00:00Z INFO backup started
2026-11-20T02:20:00Z INFO backup wrote 81 GB, 0 files failed
2026-11-20T02:31:00Z INFO verify: no corruption found in 1204 segments
2026-11-20T02:31:01Z INFO backup completed successfully`,
  },
  {
    name: 'pytest with expected failures',
    log: `============================= test session starts ==============================
collected 48 items
tests/test_errors.py::test_timeout_is_reported PASSED                    [ 25%]
tests/test_errors.py::test_known_bug XFAIL (rounding, see issue 12)      [ 50%]
tests/test_errors.py::test_refused_connection PASSED                     [100%]
======================== 47 passed, 1 xfailed in 2.31s =========================`,
  },
]
