import { type FreshJob, stamped } from './fresh-job-case.ts'

export const FRESH_LANGUAGE_JOBS: readonly FreshJob[] = [
  {
    name: 'Poetry whose lock file is older than its project file',
    categories: ['dependency_install'],
    quotes: ['pyproject.toml changed significantly since poetry.lock was last generated'],
    log: stamped(`##[group]Run poetry install --no-interaction
poetry install --no-interaction
shell: /usr/bin/bash -e {0}
##[endgroup]
Creating virtualenv orders-py3.12 in /home/runner/.cache/pypoetry/virtualenvs
Installing dependencies from lock file

pyproject.toml changed significantly since poetry.lock was last generated. Run \`poetry lock\` to fix the lock file.
##[error]Process completed with exit code 1.
Post job cleanup.`),
  },
  {
    name: 'Black that would reformat',
    categories: ['lint_failure'],
    quotes: ['would reformat'],
    log: stamped(`##[group]Run black --check src tests
black --check src tests
shell: /usr/bin/bash -e {0}
##[endgroup]
would reformat /home/runner/work/shop/shop/src/errors.py
would reformat /home/runner/work/shop/shop/tests/test_errors.py

Oh no! 💥 💔 💥
2 files would be reformatted, 61 files would be left unchanged.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'pytest fixture that is not there',
    categories: ['test_failure'],
    quotes: ["fixture 'paid_invoice' not found"],
    log: stamped(`##[group]Run pytest -q
pytest -q
##[endgroup]
..........................E.....                                         [100%]
==================================== ERRORS ====================================
_______________ ERROR at setup of test_refund_keeps_the_tax ____________________
file /home/runner/work/shop/shop/tests/test_refund.py, line 41
  def test_refund_keeps_the_tax(paid_invoice):
E       fixture 'paid_invoice' not found
>       available fixtures: cache, capfd, capsys, client, db
=========================== short test summary info ============================
ERROR tests/test_refund.py::test_refund_keeps_the_tax
31 passed, 1 error in 4.18s
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'npm ci with a lock file out of step',
    categories: ['dependency_install'],
    quotes: ['can only install packages when your package.json and package-lock.json'],
    log: stamped(`##[group]Run npm ci
npm ci
##[endgroup]
npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with \`npm install\` before continuing.
npm error
npm error Missing: zod@4.1.2 from lock file
npm error Invalid: lock file's typescript@5.8.2 does not satisfy typescript@5.9.3
npm error
npm error A complete log of this run can be found in: /home/runner/.npm/_logs/2026-11-20T09_30_02_001Z-debug-0.log
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'a Next.js build that runs out of heap',
    categories: ['resource_exhaustion'],
    quotes: ['JavaScript heap out of memory'],
    log: stamped(`##[group]Run npm run build
npm run build
##[endgroup]
> storefront@3.4.0 build
> next build

   Creating an optimized production build ...
<--- Last few GCs --->
[2214:0x6f3c000]   184211 ms: Mark-Compact 4043.2 (4129.1) -> 4027.9 (4131.6) MB, 3121.49 / 0.00 ms  (average mu = 0.104) allocation failure; scavenge might not succeed
<--- JS stacktrace --->
FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
 1: 0xb8ced1 node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]
Aborted (core dumped)
##[error]Process completed with exit code 134.`),
  },
  {
    name: 'a Playwright test that does not find its button',
    categories: ['test_failure'],
    quotes: ['toBeVisible'],
    log: stamped(`##[group]Run npx playwright test
npx playwright test
##[endgroup]
Running 84 tests using 2 workers
  ✓  12 [chromium] › cart.spec.ts:10:5 › shows an error for an empty cart (1.2s)
  ✘  13 [chromium] › checkout.spec.ts:44:7 › pays with a saved card (6.1s)

  1) [chromium] › checkout.spec.ts:44:7 › pays with a saved card ─────────────

    Error: expect(locator).toBeVisible() failed

    Locator:  getByRole('button', { name: 'Pay now' })
    Expected: visible
    Received: <element(s) not found>
    Timeout:  5000ms

      46 |   await page.goto('/checkout')
    > 47 |   await expect(page.getByRole('button', { name: 'Pay now' })).toBeVisible()
         |                                                               ^
        at /home/runner/work/storefront/storefront/e2e/checkout.spec.ts:47:63

  1 failed
    [chromium] › checkout.spec.ts:44:7 › pays with a saved card
  83 passed (2.1m)
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Jest that misses a package',
    categories: ['dependency_install', 'test_failure'],
    quotes: ["Cannot find module 'date-fns' from 'src/due-date.ts'"],
    log: stamped(`##[group]Run yarn jest
yarn jest
##[endgroup]
PASS src/money.test.ts
FAIL src/due-date.test.ts
  ● Test suite failed to run

    Cannot find module 'date-fns' from 'src/due-date.ts'

    Require stack:
      src/due-date.ts
      src/due-date.test.ts

    > 1 | import { addDays } from 'date-fns'
        | ^

Test Suites: 1 failed, 37 passed, 38 total
Tests:       204 passed, 204 total
error Command failed with exit code 1.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Jest that misses a file of the project',
    categories: ['test_failure', 'code_defect'],
    quotes: ["Cannot find module './tax-table'"],
    log: stamped(`##[group]Run npx jest --ci
npx jest --ci
##[endgroup]
FAIL src/tax.test.ts
  ● Test suite failed to run

    Cannot find module './tax-table' from 'src/tax.ts'

    Require stack:
      src/tax.ts
      src/tax.test.ts

Test Suites: 1 failed, 11 passed, 12 total
Tests:       90 passed, 90 total
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Clippy with warnings denied',
    categories: ['lint_failure'],
    quotes: ['clippy'],
    log: stamped(`##[group]Run cargo clippy --all-targets -- -D warnings
cargo clippy --all-targets -- -D warnings
##[endgroup]
    Checking ledger v0.8.1 (/home/runner/work/ledger/ledger)
error: this \`if\` has identical blocks
  --> crates/ledger/src/fee.rs:88:24
   |
88 |         if rate > CAP {
   |                        ^
   = help: for further information visit https://rust-lang.github.io/rust-clippy/master/index.html#if_same_then_else
   = note: \`-D clippy::if-same-then-else\` implied by \`-D warnings\`

error: could not compile \`ledger\` (lib) due to 1 previous error
##[error]Process completed with exit code 101.`),
  },
  {
    name: 'a Rust build without OpenSSL',
    categories: ['compile_error', 'build_environment', 'dependency_install'],
    quotes: ['Could not find directory of OpenSSL installation'],
    log: stamped(`##[group]Run cargo build --release
cargo build --release
##[endgroup]
   Compiling openssl-sys v0.9.109
error: failed to run custom build command for \`openssl-sys v0.9.109\`

Caused by:
  process didn't exit successfully: \`/home/runner/work/ledger/target/release/build/openssl-sys-1f/build-script-main\` (exit status: 101)
  --- stderr
  Could not find directory of OpenSSL installation, and this \`-sys\` crate cannot
  proceed without this knowledge.
warning: build failed, waiting for other jobs to finish...
##[error]Process completed with exit code 101.`),
  },
  {
    name: 'a Go module that wants an update',
    categories: ['dependency_install'],
    quotes: ['updates to go.mod needed'],
    log: stamped(`##[group]Run go build ./...
go build ./...
##[endgroup]
go: downloading github.com/jackc/pgx/v5 v5.7.6
go: updates to go.mod needed; to update it:
	go mod tidy
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'golangci-lint with unchecked errors',
    categories: ['lint_failure'],
    quotes: ['errcheck'],
    log: stamped(`##[group]Run golangci/golangci-lint-action@v8
##[endgroup]
Running [/home/runner/golangci-lint-2.6.1/golangci-lint run --timeout 5m] in [] ...
##[error]internal/refund/refund.go:61:12: Error return value of \`tx.Commit\` is not checked (errcheck)
##[error]internal/refund/refund.go:74:2: ineffectual assignment to err (ineffassign)
2 issues:
* errcheck: 1
* ineffassign: 1

##[error]issues found
Ran golangci-lint in 31842ms`),
  },
]
