import { expect, test } from 'vitest'
import { weigh } from './weights.ts'

test.each([
  '##[error]Process completed with exit code 3.',
  'Error: cannot resolve action acme/build@v9',
  'src/ship.ts(12,5): error TS2322: not assignable',
  'error[E0425]: cannot find value `berth`',
  'CMake Error at CMakeLists.txt:12 (message):',
  'E: Unable to locate package shipd',
  'FAILED tests/test_ship.py::test_berth - AssertionError',
  '--- FAIL: TestBerth (0.00s)',
  '> Task :compileJava FAILED',
  '* What went wrong:',
  'Tests run: 5, Failures: 1, Errors: 0, Skipped: 0',
  '3 problems (3 errors, 0 warnings)',
  'panic: runtime error: index out of range [7] with length 3',
  'java.lang.OutOfMemoryError: Java heap space',
  'x509: certificate has expired or is not yet valid',
  'getaddrinfo ENOTFOUND payments.internal',
  'accept4: too many open files',
  'ld returned 1 exit status',
  '    Expected: "empty"',
])('%s is an anchor', (line) => {
  expect(weigh(line).value).toBeGreaterThanOrEqual(6)
})

test.each([
  'Tests run: 5, Failures: 0, Errors: 0, Skipped: 0',
  'ok 12 - rejects failed logins',
  'test should_panic_on_error ... ok',
  '[gw2] [ 16%] PASSED tests/test_errors.py::test_os_error[error1]',
  'tests/test_errors.py::test_os_error[Could not install: OSError]',
  'time=9 level=info msg=done failed=0 errors=0',
  'Downloading error-handling-2.1.tgz',
  '✓ shows an error for a failed upload (12 ms)',
  'listening on port 8080',
])('%s is harmless', (line) => {
  expect(weigh(line).value).toBeLessThan(1.5)
})

test('a run that ended with zero has no terminal anchor', () => {
  expect(weigh('exited with code 0').terminal).toBe(false)
  expect(weigh('exited with code 137').terminal).toBe(true)
})
