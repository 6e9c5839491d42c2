import type { JobCase } from './job-case.ts'

export const NATIVE_JOBS: readonly JobCase[] = [
  {
    name: 'rustc',
    category: 'compile_error',
    says: ['src/store.rs', 'error[E0502]', 'could not compile `keep`'],
    log: `   Compiling keep v0.3.1 (/home/runner/work/keep/keep)
error[E0502]: cannot borrow \`self.rows\` as mutable because it is also borrowed as immutable
   --> src/store.rs:88:13
    |
88  |             self.rows.push(row);
    |             ^^^^^^^^^^^^^^^^^^^ mutable borrow occurs here
error: could not compile \`keep\` (lib) due to 1 previous error
##[error]Process completed with exit code 101.`,
  },
  {
    name: 'Clippy',
    category: 'lint_failure',
    says: ['src/lib.rs', 'needless-return'],
    log: `    Checking keep v0.3.1 (/home/runner/work/keep/keep)
error: unneeded \`return\` statement
  --> src/lib.rs:12:5
   = note: \`-D clippy::needless-return\` implied by \`-D warnings\`
   = help: for further information visit https://rust-lang.github.io/rust-clippy/master/index.html#needless_return
error: could not compile \`keep\` (lib) due to 1 previous error
##[error]Process completed with exit code 101.`,
  },
  {
    name: 'cargo test',
    category: 'test_failure',
    says: ['codec::tests::round_trip', 'left: 3', '1 failed'],
    log: `running 44 tests
test codec::tests::empty ... ok
test codec::tests::round_trip ... FAILED
failures:
---- codec::tests::round_trip stdout ----
thread 'codec::tests::round_trip' panicked at src/codec.rs:140:9:
assertion \`left == right\` failed
  left: 3
 right: 4
test result: FAILED. 43 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.21s
error: test failed, to rerun pass \`--lib\`
##[error]Process completed with exit code 101.`,
  },
  {
    name: 'rustfmt',
    category: 'lint_failure',
    says: ['/home/runner/work/keep/keep/src/main.rs'],
    log: `Diff in /home/runner/work/keep/keep/src/main.rs:41:
-    let a=1;
+    let a = 1;
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'go build',
    category: 'compile_error',
    says: ['internal/store/store.go', 'undefined: sql.NullUUID'],
    log: `# github.com/acme/ledger/internal/store
internal/store/store.go:33:14: undefined: sql.NullUUID
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'go test',
    category: 'test_failure',
    says: ['TestTransfer/negative_amount', 'transfer_test.go', 'FAIL'],
    log: `=== RUN   TestTransfer
=== RUN   TestTransfer/negative_amount
    transfer_test.go:71: got nil error, want ErrAmount
--- FAIL: TestTransfer (0.01s)
    --- FAIL: TestTransfer/negative_amount (0.00s)
FAIL
FAIL	github.com/acme/ledger/internal/transfer	0.034s
ok  	github.com/acme/ledger/internal/store	0.210s
FAIL
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'go test that hangs',
    category: 'timeout',
    says: ['panic: test timed out after 10m0s'],
    log: `=== RUN   TestWatch
panic: test timed out after 10m0s
	running tests:
		TestWatch (9m58s)
goroutine 81 [running]:
FAIL	github.com/acme/ledger/internal/watch	600.041s
FAIL
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'golangci-lint',
    category: 'lint_failure',
    says: ['cmd/server/main.go', 'errcheck'],
    log: `cmd/server/main.go:58:14: Error return value of \`srv.Close\` is not checked (errcheck)
	srv.Close()
1 issues:
* errcheck: 1
##[error]issues found
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'go.sum that lacks an entry',
    category: 'dependency_install',
    says: ['missing go.sum entry'],
    log: `go: downloading golang.org/x/sync v0.8.0
main.go:9:2: missing go.sum entry for module providing package golang.org/x/sync/errgroup (imported by github.com/acme/ledger); to add:
	go get github.com/acme/ledger
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'gcc under make',
    category: 'compile_error',
    says: ['src/net/socket.c', "'SO_REUSEPORTS' undeclared"],
    log: `cc -O2 -Wall -c -o build/socket.o src/net/socket.c
src/net/socket.c:212:41: error: 'SO_REUSEPORTS' undeclared (first use in this function)
src/net/socket.c:212:41: note: each undeclared identifier is reported only once
make[1]: *** [Makefile:44: build/socket.o] Error 1
make: *** [Makefile:12: all] Error 2
##[error]Process completed with exit code 2.`,
  },
  {
    name: 'a linker that misses a symbol',
    category: 'compile_error',
    says: ['undefined reference to'],
    log: `[ 98%] Linking CXX executable viewer
/usr/bin/ld: CMakeFiles/viewer.dir/main.cpp.o: in function \`main':
main.cpp:(.text+0x1f): undefined reference to \`render::Scene::load(char const*)'
collect2: error: ld returned 1 exit status
gmake[2]: *** [CMakeFiles/viewer.dir/build.make:97: viewer] Error 1
##[error]Process completed with exit code 2.`,
  },
  {
    name: 'CMake that misses a package',
    category: 'build_environment',
    says: ['CMakeLists.txt', 'Boost'],
    log: `-- The CXX compiler identification is GNU 13.2.0
CMake Error at CMakeLists.txt:31 (find_package):
  Could not find a package configuration file provided by "Boost" with any of
  the following names:
-- Configuring incomplete, errors occurred!
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'lit with FileCheck',
    category: 'test_failure',
    says: ['LLVM :: CodeGen/AArch64/neon-mull.ll', 'CHECK: expected string not found in input', 'CHECK-NEXT'],
    log: `-- Testing: 51233 tests, 16 workers --
FAIL: LLVM :: CodeGen/AArch64/neon-mull.ll (18231 of 51233)
******************** TEST 'LLVM :: CodeGen/AArch64/neon-mull.ll' FAILED ********************
/b/llvm/test/CodeGen/AArch64/neon-mull.ll:48:10: error: CHECK: expected string not found in input
; CHECK-NEXT: smull v0.8h, v0.8b, v1.8b
         ^
<stdin>:310:1: note: scanning from here
********************
Failed Tests (1):
  LLVM :: CodeGen/AArch64/neon-mull.ll
Testing Time: 311.20s
  Passed: 50011
  Failed: 1
ninja: build stopped: subcommand failed.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'CTest',
    category: 'test_failure',
    says: ['net_loopback', '1 tests failed out of 88'],
    log: `      Start 41: net_loopback
41/88 Test #41: net_loopback .....................***Failed    2.10 sec
99% tests passed, 1 tests failed out of 88
The following tests FAILED:
	 41 - net_loopback (Failed)
Errors while running CTest
##[error]Process completed with exit code 8.`,
  },
  {
    name: 'GoogleTest',
    category: 'test_failure',
    says: ['Ring.WrapsAround', 'src/ring_test.cc'],
    log: `[ RUN      ] Ring.WrapsAround
src/ring_test.cc:57: Failure
Expected equality of these values:
  ring.size()
    Which is: 7
  8
[  FAILED  ] Ring.WrapsAround (0 ms)
[==========] 31 tests from 4 test suites ran. (12 ms total)
[  PASSED  ] 30 tests.
 1 FAILED TEST
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'a compiler killed for want of memory',
    category: 'resource_exhaustion',
    says: ['Killed signal terminated program cc1plus'],
    log: `[412/900] Building CXX object lib/CMakeFiles/big.dir/tables.cpp.o
c++: fatal error: Killed signal terminated program cc1plus
compilation terminated.
ninja: build stopped: subcommand failed.
##[error]Process completed with exit code 1.`,
  },
]
