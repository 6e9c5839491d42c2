import type { JobCase } from './job-case.ts'

export const JAVASCRIPT_JOBS: readonly JobCase[] = [
  {
    name: 'Vitest with one failing test',
    category: 'test_failure',
    says: ['src/cart/total.test.ts', 'adds the tax once', '119', '142'],
    log: ` RUN  v2.1.4 /home/runner/work/shop/shop
 ✓ src/cart/rows.test.ts (4 tests) 12ms
 ❯ src/cart/total.test.ts (3 tests | 1 failed) 21ms
   × cart total > adds the tax once 6ms
     → expected 142 to be 119 // Object.is equality
⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯
 FAIL  src/cart/total.test.ts > cart total > adds the tax once
AssertionError: expected 142 to be 119 // Object.is equality
- Expected
+ Received
- 119
+ 142
 ❯ src/cart/total.test.ts:31:24
 Test Files  1 failed | 1 passed (2)
      Tests  1 failed | 6 passed (7)
error Command failed with exit code 1.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Jest snapshot that no longer matches',
    category: 'test_failure',
    says: ['src/Badge.test.tsx', 'renders the pill', '1 snapshot failed'],
    log: `PASS src/Row.test.tsx
FAIL src/Badge.test.tsx
  ● Badge › renders the pill

    expect(received).toMatchSnapshot()

    Snapshot name: \`Badge renders the pill 1\`

    - Snapshot  - 1
    + Received  + 1

      at Object.toMatchSnapshot (src/Badge.test.tsx:14:22)

 › 1 snapshot failed.
Snapshot Summary
Tests:       1 failed, 8 passed, 9 total
Snapshots:   1 failed, 3 passed, 4 total
npm ERR! Test failed.  See above for more details.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Playwright test that times out on a locator',
    category: 'test_failure',
    says: ['tests/login.spec.ts', 'shows the dashboard'],
    log: `Running 12 tests using 2 workers
  1) [chromium] › tests/login.spec.ts:18:5 › shows the dashboard ──────────────────
    Error: Timed out 5000ms waiting for expect(locator).toBeVisible()
    Expected: visible
    Received: <element(s) not found>
      at /home/runner/work/app/app/tests/login.spec.ts:22:40
  1 failed
    [chromium] › tests/login.spec.ts:18:5 › shows the dashboard ──────────
  11 passed (31.2s)
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Mocha assertion',
    category: 'test_failure',
    says: ['2 failing', 'AssertionError'],
    log: `  parser
    ✓ reads an empty file
    1) keeps the order of keys

  41 passing (212ms)
  2 failing

  1) parser
       keeps the order of keys:
      AssertionError [ERR_ASSERTION]: Expected values to be strictly deep-equal
      + actual - expected
      at Context.<anonymous> (test/parser.spec.js:44:12)
npm ERR! Test failed.  See above for more details.
##[error]Process completed with exit code 2.`,
  },
  {
    name: 'TypeScript build with type errors',
    category: 'type_error',
    says: ['src/api/client.ts', 'TS2345', '2 errors'],
    log: `> web@1.4.0 build
> tsc -p tsconfig.json
src/api/client.ts(44,18): error TS2345: Argument of type 'string | undefined' is not assignable to parameter of type 'string'.
src/api/client.ts(61,3): error TS2322: Type 'number' is not assignable to type 'string'.
Found 2 errors in the same file, starting at: src/api/client.ts:44
npm ERR! Lifecycle script \`build\` failed with error:
##[error]Process completed with exit code 2.`,
  },
  {
    name: 'ESLint in stylish form',
    category: 'lint_failure',
    says: ['/home/runner/work/app/app/src/pages/Home.tsx', 'no-unused-vars', '1 error'],
    log: `> eslint . --max-warnings 0
/home/runner/work/app/app/src/pages/Home.tsx
  12:7   error    'legacy' is assigned a value but never used  @typescript-eslint/no-unused-vars
  40:10  warning  Unexpected console statement                 no-console

✖ 2 problems (1 error, 1 warning)
error Command failed with exit code 1.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Prettier check',
    category: 'lint_failure',
    says: ['src/app.ts', 'Code style issues'],
    log: `Checking formatting...
[warn] src/app.ts
[warn] README.md
[warn] Code style issues found in 2 files. Run Prettier with --write to fix.
error Command failed with exit code 1.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Biome check',
    category: 'lint_failure',
    says: ['src/index.ts', 'lint/style/useConst'],
    log: `src/index.ts:8:5 lint/style/useConst  FIXABLE  ━━━━━━━━━━━━━━━━━━━━━━━━━━
  × This let declares a variable that is only assigned once.
Checked 84 files in 210ms. No fixes applied.
Found 1 error.
check ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
  × Some errors were emitted while running checks.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'npm with peers that do not fit',
    category: 'dependency_install',
    says: ['ERESOLVE', 'peer react@'],
    log: `##[group]Run npm ci
npm ci
shell: /usr/bin/bash -e {0}
##[endgroup]
npm error code ERESOLVE
npm error ERESOLVE could not resolve
npm error While resolving: widget-kit@4.1.0
npm error Found: react@19.0.0
npm error Could not resolve dependency:
npm error peer react@"^18.0.0" from widget-kit@4.1.0
npm error A complete log of this run can be found in: /home/runner/.npm/_logs/debug-0.log
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'pnpm with an outdated lock file',
    category: 'dependency_install',
    says: ['ERR_PNPM_OUTDATED_LOCKFILE'],
    log: `Lockfile is up to date, resolution step is skipped for 3 projects
 ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'npm that cannot reach its registry',
    category: 'network',
    says: ['ECONNRESET'],
    log: `npm error code ECONNRESET
npm error network aborted
npm error network This is a problem related to network connectivity.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'webpack that misses a module',
    category: 'compile_error',
    says: ['Module not found', './src/routes.js'],
    log: `asset main.js 1.1 MiB [emitted]
ERROR in ./src/routes.js 3:0-42
Module not found: Error: Can't resolve './pages/Billing' in '/home/runner/work/app/app/src'
webpack 5.95.0 compiled with 1 error in 4312 ms
error Command failed with exit code 1.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Node.js that runs out of heap',
    category: 'resource_exhaustion',
    says: ['heap out of memory'],
    log: `> next build
   Creating an optimized production build ...
<--- Last few GCs --->
[2210:0x5f3a]    91231 ms: Mark-Compact 4031.2 (4130.1) -> 4019.8 (4132.4) MB, 1211.00 ms
FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory
Aborted (core dumped)
##[error]Process completed with exit code 134.`,
  },
]
