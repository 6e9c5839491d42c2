import type { FreshJob } from './fresh-job-case.ts'

/** Jobs as several systems of continuous integration print them. */
export const FRESH_ENVELOPE_JOBS: readonly FreshJob[] = [
  {
    name: 'pytest under GitLab',
    categories: ['test_failure'],
    quotes: ['assert 100 == 119'],
    log: `Running with gitlab-runner 18.5.0 (bda84871)
  on green-3.saas-linux-small-amd64 xxxx
section_start:1763600000:prepare_executor
Preparing the "docker+machine" executor
section_end:1763600020:prepare_executor
section_start:1763600030:step_script
$ pytest -q
....F
=================================== FAILURES ===================================
______________________________ test_total_is_gross _____________________________
    def test_total_is_gross():
>       assert total([100]) == 119
E       assert 100 == 119
E        +  where 100 = total([100])
tests/test_total.py:12: AssertionError
=========================== short test summary info ============================
FAILED tests/test_total.py::test_total_is_gross - assert 100 == 119
1 failed, 4 passed in 0.12s
section_end:1763600050:step_script
section_start:1763600051:cleanup_file_variables
Cleaning up project directory and file based variables
ERROR: Job failed: exit code 1`,
  },
  {
    name: 'Maven under Jenkins',
    categories: ['compile_error'],
    quotes: ['cannot find symbol'],
    log: `Started by user admin
[Pipeline] { (Build)
[Pipeline] sh
+ mvn -B -DskipTests package
[INFO] Scanning for projects...
[INFO] Compiling 81 source files with javac [debug release 21] to target/classes
[ERROR] COMPILATION ERROR :
[ERROR] /var/jenkins/workspace/shop/src/main/java/com/example/shop/Cart.java:[41,17] cannot find symbol
  symbol:   method grossTotal()
  location: variable cart of type com.example.shop.Cart
[INFO] 1 error
[INFO] BUILD FAILURE
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.14.0:compile (default-compile) on project shop: Compilation failure
[Pipeline] }
ERROR: script returned exit code 1
Finished: FAILURE`,
  },
  {
    name: '.NET tests under Azure Pipelines',
    categories: ['test_failure'],
    quotes: ['RoundsHalfUp'],
    log: `2026-11-20T09:30:00.1234567Z ##[section]Starting: dotnet test
2026-11-20T09:30:01.1234567Z /usr/bin/dotnet test src/Shop.sln --no-build
2026-11-20T09:30:09.1234567Z   Failed Shop.Tests.PriceTests.RoundsHalfUp [12 ms]
2026-11-20T09:30:09.1234567Z   Error Message:
2026-11-20T09:30:09.1234567Z    Assert.Equal() Failure: Values differ
2026-11-20T09:30:09.1234567Z Expected: 10.35
2026-11-20T09:30:09.1234567Z Actual:   10.34
2026-11-20T09:30:09.1234567Z   Stack Trace:
2026-11-20T09:30:09.1234567Z      at Shop.Tests.PriceTests.RoundsHalfUp() in /src/Shop.Tests/PriceTests.cs:line 21
2026-11-20T09:30:10.1234567Z Failed!  - Failed:     1, Passed:    88, Skipped:     0, Total:    89, Duration: 2 s - Shop.Tests.dll (net9.0)
2026-11-20T09:30:10.1234567Z ##[error]The process '/usr/bin/dotnet' failed with exit code 1
2026-11-20T09:30:10.1234567Z ##[section]Finishing: dotnet test`,
  },
  {
    name: 'Yarn under CircleCI without a registry',
    categories: ['network', 'dns', 'dependency_install'],
    quotes: ['connect ETIMEDOUT'],
    log: `#!/bin/bash -eo pipefail
yarn install --frozen-lockfile
yarn install v1.22.22
[1/4] Resolving packages...
[2/4] Fetching packages...
info There appears to be trouble with your network connection. Retrying...
info There appears to be trouble with your network connection. Retrying...
error An unexpected error occurred: "https://registry.example.test/react/-/react-19.2.0.tgz: connect ETIMEDOUT 10.1.2.3:443".
info If you think this is a bug, please open a bug report.

Exited with code exit status 1`,
  },
  {
    name: 'a job as gh prints it',
    categories: ['type_error'],
    quotes: ['TS2322'],
    log: [
      'build\tRun npm run typecheck\t2026-11-20T09:30:00.1234567Z ##[group]Run npm run typecheck',
      'build\tRun npm run typecheck\t2026-11-20T09:30:00.2234567Z npm run typecheck',
      'build\tRun npm run typecheck\t2026-11-20T09:30:00.3234567Z ##[endgroup]',
      "build\tRun npm run typecheck\t2026-11-20T09:30:08.1234567Z src/cart.ts(41,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      'build\tRun npm run typecheck\t2026-11-20T09:30:08.2234567Z ##[error]Process completed with exit code 2.',
    ].join('\n'),
  },
  {
    name: 'deno lint',
    categories: ['lint_failure'],
    quotes: ['is never used'],
    log: `##[group]Run deno lint
deno lint
##[endgroup]
error[no-unused-vars]: \`total\` is never used
 --> /home/runner/work/shop/shop/src/cart.ts:12:7
   |
12 | const total = 1
   |       ^^^^^
  hint: If this is intentional, prefix it with an underscore like \`_total\`

Found 1 problem
Checked 41 files
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'bun test',
    categories: ['test_failure'],
    quotes: ['expect(received).toBe(expected)'],
    log: `##[group]Run bun test
bun test
##[endgroup]
bun test v1.3.2 (b131639c)

src/cart.test.ts:
✓ cart > empty cart is an error [0.12ms]
error: expect(received).toBe(expected)

Expected: 119
Received: 100

      at <anonymous> (/home/runner/work/shop/shop/src/cart.test.ts:12:24)
✗ cart > total is gross [1.31ms]

 41 pass
 1 fail
 87 expect() calls
Ran 42 tests across 6 files. [88.00ms]
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Cypress that does not find its button',
    categories: ['test_failure'],
    quotes: ['never found it'],
    log: `##[group]Run npx cypress run
npx cypress run
##[endgroup]
  checkout
    ✓ shows an error for a bad card (812ms)
    1) pays

  1 passing (4s)
  1 failing

  1) checkout
       pays:
     AssertionError: Timed out retrying after 4000ms: Expected to find element: \`[data-test=pay]\`, but never found it.
      at Context.eval (webpack:///./cypress/e2e/checkout.cy.ts:21:7)

  │ Failing:      1 │
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'commitlint',
    categories: ['lint_failure', 'ci_configuration'],
    quotes: ['subject may not be empty'],
    log: `##[group]Run npx commitlint --from origin/main
npx commitlint --from origin/main
##[endgroup]
⧗   input: fixed the error handling
✖   subject may not be empty [subject-empty]
✖   type may not be empty [type-empty]

✖   found 2 problems, 0 warnings
ⓘ   Get help: https://github.com/conventional-changelog/commitlint/#what-is-commitlint
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'CodeQL without memory',
    categories: ['resource_exhaustion'],
    quotes: ['OutOfMemoryError'],
    log: `##[group]Run github/codeql-action/analyze@v4
##[endgroup]
Running queries.
[12:01:33] Evaluating predicate
Oops! A fatal internal error occurred. Details:
com.semmle.util.exception.CatastrophicError: An error occurred while evaluating DataFlow::flow/2
The RAM cannot be satisfied: out of memory
java.lang.OutOfMemoryError: Java heap space
##[error]Encountered a fatal error while running "/opt/codeql database run-queries". Exit code was 99`,
  },
  {
    name: 'PHPStan',
    categories: ['type_error', 'lint_failure'],
    quotes: ['Found 1 error'],
    log: `##[group]Run vendor/bin/phpstan analyse
##[endgroup]
 ------ -----------------------------------------------------------------
  Line   src/Cart.php
 ------ -----------------------------------------------------------------
  41     Method App\\Cart::total() should return int but returns string.
 ------ -----------------------------------------------------------------

 [ERROR] Found 1 error
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Vitest with another snapshot',
    categories: ['test_failure'],
    quotes: ['mismatched'],
    log: `##[group]Run npx vitest run
##[endgroup]
 FAIL  src/invoice.test.ts > invoice > renders
Error: Snapshot \`invoice > renders 1\` mismatched

- Expected
+ Received

- <b>119.00</b>
+ <b>100.00</b>

 ❯ src/invoice.test.ts:12:28

 Test Files  1 failed | 21 passed (22)
      Tests  1 failed | 180 passed (181)
##[error]Process completed with exit code 1.`,
  },
]
