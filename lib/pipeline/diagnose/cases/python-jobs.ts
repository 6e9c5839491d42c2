import type { JobCase } from './job-case.ts'

export const PYTHON_JOBS: readonly JobCase[] = [
  {
    name: 'pytest with an assertion',
    category: 'test_failure',
    says: ['tests/test_invoice.py::test_rounding', 'assert 10.01 == 10.0', '1 failed, 212 passed'],
    log: `============================= test session starts ==============================
collected 213 items
tests/test_api.py ........................ [ 11%]
tests/test_invoice.py ...F.......... [ 40%]
=================================== FAILURES ===================================
_________________________________ test_rounding _________________________________
    def test_rounding():
>       assert total([3.335, 6.67]) == 10.0
E       assert 10.01 == 10.0
E        +  where 10.01 = total([3.335, 6.67])
tests/test_invoice.py:27: AssertionError
=========================== short test summary info ============================
FAILED tests/test_invoice.py::test_rounding - assert 10.01 == 10.0
======================== 1 failed, 212 passed in 14.02s ========================
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'pytest that cannot import a module',
    category: 'test_failure',
    says: ['tests/test_graph.py', 'ModuleNotFoundError', 'Interrupted: 1 error during collection'],
    log: `============================= test session starts ==============================
==================================== ERRORS ====================================
_____________________ ERROR collecting tests/test_graph.py _____________________
ImportError while importing test module '/home/runner/work/lib/lib/tests/test_graph.py'.
tests/test_graph.py:3: in <module>
    import networkz
E   ModuleNotFoundError: No module named 'networkz'
=========================== short test summary info ============================
ERROR tests/test_graph.py
!!!!!!!!!!!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!!!!!!!!!!!
=============================== 1 error in 0.31s ===============================
##[error]Process completed with exit code 2.`,
  },
  {
    name: 'unittest',
    category: 'test_failure',
    says: ['test_refund (shop.tests.PaymentTests)', 'FAILED (failures=1)'],
    log: `......F....
======================================================================
FAIL: test_refund (shop.tests.PaymentTests)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "/builds/acme/shop/shop/tests.py", line 88, in test_refund
    self.assertEqual(payment.state, "refunded")
AssertionError: 'captured' != 'refunded'
Ran 11 tests in 0.204s
FAILED (failures=1)
ERROR: Job failed: exit code 1`,
  },
  {
    name: 'mypy',
    category: 'type_error',
    says: ['app/models.py', 'Incompatible return value type', 'Found 2 errors in 1 file'],
    log: `app/models.py:41: error: Incompatible return value type (got "None", expected "User")  [return-value]
app/models.py:57: error: "User" has no attribute "emial"; maybe "email"?  [attr-defined]
Found 2 errors in 1 file (checked 63 source files)
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Ruff',
    category: 'lint_failure',
    says: ['app/views.py', 'F401'],
    log: `app/views.py:3:8: F401 [*] \`os\` imported but unused
Found 1 error.
[*] 1 fixable with the \`--fix\` option.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Black',
    category: 'lint_failure',
    says: ['would reformat src/pkg/io.py'],
    log: `would reformat src/pkg/io.py
Oh no! 💥 💔 💥
1 file would be reformatted, 88 files would be left unchanged.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'flake8',
    category: 'lint_failure',
    says: ['./pkg/core.py', 'E501'],
    log: `./pkg/core.py:118:80: E501 line too long (97 > 79 characters)
./pkg/core.py:140:1: W391 blank line at end of file
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'pip without a matching version',
    category: 'dependency_install',
    says: ['No matching distribution found for fastmath==9.1'],
    log: `Collecting requests==2.32.3 (from -r requirements.txt (line 1))
  Downloading requests-2.32.3-py3-none-any.whl (64 kB)
ERROR: Could not find a version that satisfies the requirement fastmath==9.1 (from versions: 1.0, 1.1, 2.0)
ERROR: No matching distribution found for fastmath==9.1
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'a wheel that does not build',
    category: 'dependency_install',
    says: ['Failed building wheel for psycopg2'],
    log: `  Building wheel for psycopg2 (setup.py): started
  error: subprocess-exited-with-error
  × python setup.py bdist_wheel did not run successfully.
  │ exit code: 1
      Error: pg_config executable not found.
  ERROR: Failed building wheel for psycopg2
ERROR: Could not build wheels for psycopg2, which is required to install pyproject.toml-based projects
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Poetry',
    category: 'dependency_install',
    says: ['version solving failed'],
    log: `Resolving dependencies...
Because shop depends on pandas (^3.1) which doesn't match any versions, version solving failed.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'pre-commit that rewrote files',
    category: 'lint_failure',
    says: ['trim trailing whitespace', 'files were modified by this hook'],
    log: `check yaml...............................................................Passed
trim trailing whitespace.................................................Failed
- hook id: trailing-whitespace
- exit code: 1
- files were modified by this hook
Fixing docs/index.md
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'a script that throws',
    category: 'code_defect',
    says: ['scripts/publish.py', 'KeyError'],
    log: `##[group]Run python scripts/publish.py
python scripts/publish.py
shell: /usr/bin/bash -e {0}
##[endgroup]
Traceback (most recent call last):
  File "/home/runner/work/kit/kit/scripts/publish.py", line 52, in <module>
    main()
  File "/home/runner/work/kit/kit/scripts/publish.py", line 31, in main
    version = meta["version"]
KeyError: 'version'
##[error]Process completed with exit code 1.`,
  },
]
