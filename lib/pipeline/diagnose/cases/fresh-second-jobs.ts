import { type FreshJob, stamped } from './fresh-job-case.ts'

export const FRESH_SECOND_JOBS: readonly FreshJob[] = [
  {
    name: 'uv that cannot resolve',
    categories: ['dependency_install'],
    quotes: ['No solution found when resolving dependencies'],
    log: stamped(`##[group]Run uv sync --locked
uv sync --locked
##[endgroup]
Using CPython 3.13.9
  × No solution found when resolving dependencies:
  ╰─▶ Because only orders-core<2 is available and shop depends on orders-core>=2, we can conclude that shop's requirements are unsatisfiable.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'ruff with an unused import',
    categories: ['lint_failure'],
    quotes: ['F401'],
    log: stamped(`##[group]Run ruff check .
ruff check .
##[endgroup]
F401 [*] \`json\` imported but unused
 --> src/shop/refund.py:3:8
  |
3 | import json
  |        ^^^^
help: Remove unused import: \`json\`
Found 1 error.
[*] 1 fixable with the \`--fix\` option.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'pyright with an argument of another type',
    categories: ['type_error'],
    quotes: ['reportArgumentType'],
    log: stamped(`##[group]Run pyright
pyright
##[endgroup]
/home/runner/work/shop/shop/src/shop/refund.py
  /home/runner/work/shop/shop/src/shop/refund.py:61:24 - error: Argument of type "str" cannot be assigned to parameter "amount" of type "Decimal" (reportArgumentType)
1 error, 0 warnings, 0 informations
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'vue-tsc with a missing property',
    categories: ['type_error', 'compile_error'],
    quotes: ['TS2339'],
    log: stamped(`##[group]Run pnpm typecheck
pnpm typecheck
##[endgroup]
> storefront@3.4.0 typecheck
> vue-tsc --noEmit

src/components/CartLine.vue(41,18): error TS2339: Property 'grossTotal' does not exist on type 'CartLine'.
 ELIFECYCLE  Command failed with exit code 2.
##[error]Process completed with exit code 2.`),
  },
  {
    name: 'a Vite build with an import that is not there',
    categories: ['compile_error', 'dependency_install'],
    quotes: ['failed to resolve import'],
    log: stamped(`##[group]Run npm run build
npm run build
##[endgroup]
vite v7.2.2 building client environment for production...
transforming...
✗ Build failed in 1.44s
error during build:
[vite]: Rollup failed to resolve import "@/lib/currency" from "/home/runner/work/storefront/storefront/src/Price.tsx".
This is most likely unintended because it can break your application at runtime.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'cargo test with an assertion',
    categories: ['test_failure'],
    quotes: ['left: 1034'],
    log: stamped(`##[group]Run cargo test
cargo test
##[endgroup]
running 31 tests
test fee::tests::errors_on_negative ... ok
test fee::tests::rounds_half_up ... FAILED

failures:

---- fee::tests::rounds_half_up stdout ----

thread 'fee::tests::rounds_half_up' panicked at crates/ledger/src/fee.rs:141:9:
assertion \`left == right\` failed
  left: 1034
 right: 1035

test result: FAILED. 30 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.04s

error: test failed, to rerun pass \`-p ledger --lib\`
##[error]Process completed with exit code 101.`),
  },
  {
    name: 'Gradle that ran out of metaspace',
    categories: ['resource_exhaustion'],
    quotes: ['Metaspace'],
    log: stamped(`##[group]Run ./gradlew build
./gradlew build
##[endgroup]
> Task :app:kaptDebugKotlin
The Daemon will expire after the build after running out of JVM Metaspace.
e: java.lang.OutOfMemoryError: Metaspace
> Task :app:kaptDebugKotlin FAILED
FAILURE: Build failed with an exception.
BUILD FAILED in 4m 2s
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Terraform whose state is locked',
    categories: [
      'infrastructure',
      'ci_configuration',
      'dependency_failure',
      'configuration_error',
      'resource_exhaustion',
    ],
    quotes: ['Error acquiring the state lock'],
    log: stamped(`##[group]Run terraform apply
##[endgroup]
╷
│ Error: Error acquiring the state lock
│
│ Error message: operation error DynamoDB: PutItem, ConditionalCheckFailedException: The conditional request failed
│ Lock Info:
│   ID:        7d8a2c1e-0000-0000-0000-5b1e7a000001
│   Operation: OperationTypeApply
╵
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'a runner that was taken away',
    categories: ['infrastructure', 'ci_configuration', 'timeout', 'build_environment'],
    quotes: ['The runner has received a shutdown signal'],
    log: stamped(`##[group]Run make integration
make integration
##[endgroup]
starting 14 containers
##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled.
##[error]Process completed with exit code 143.`),
  },
  {
    name: 'a checkout of a submodule without rights',
    categories: ['permission_or_secret'],
    quotes: ['Repository not found'],
    log: stamped(`##[group]Run actions/checkout@v6
with:
  submodules: recursive
##[endgroup]
Submodule 'vendor/money' (https://github.com/acme/money.git) registered for path 'vendor/money'
Cloning into '/home/runner/work/shop/shop/vendor/money'...
remote: Repository not found.
fatal: repository 'https://github.com/acme/money.git/' not found
##[error]The process '/usr/bin/git' failed with exit code 128`),
  },
  {
    name: 'CTest with a failing test',
    categories: ['test_failure'],
    quotes: ['fee_rounding'],
    log: stamped(`##[group]Run ctest --output-on-failure
ctest --output-on-failure
##[endgroup]
 1/12 Test  #1: io_errors ........................   Passed    0.01 sec
 2/12 Test  #2: fee_rounding .....................***Failed    0.02 sec
/home/runner/work/ledger/ledger/test/fee.cpp:31: Failure
Expected equality of these values:
  fee(1034)
    Which is: 10
  11
92% tests passed, 1 tests failed out of 12
The following tests FAILED:
	  2 - fee_rounding (Failed)
Errors while running CTest
##[error]Process completed with exit code 8.`),
  },
  {
    name: 'a link check with a dead link',
    categories: ['lint_failure', 'network', 'test_failure', 'configuration_error'],
    quotes: ['404'],
    log: stamped(`##[group]Run lycheeverse/lychee-action@v2
##[endgroup]
Issues found in 1 input. Find details below.

[docs/setup.md]:
[404] https://docs.example.test/setup/old-page | Network error: Not Found

🔍 214 Total ✅ 213 OK 🚫 1 Error
##[error]Process completed with exit code 2.`),
  },
]
