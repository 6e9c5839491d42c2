import type { JobCase } from './job-case.ts'

export const SCRIPTING_JOBS: readonly JobCase[] = [
  {
    name: 'Maven with a failing test',
    category: 'test_failure',
    says: ['OrderServiceTest.totals', 'expected: <30> but was: <27>', 'Tests run: 91, Failures: 1'],
    log: `[INFO] Running com.acme.shop.OrderServiceTest
[ERROR] Tests run: 4, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.31 s <<< FAILURE! -- in com.acme.shop.OrderServiceTest
[ERROR] com.acme.shop.OrderServiceTest.totals -- Time elapsed: 0.02 s <<< FAILURE!
org.opentest4j.AssertionFailedError: expected: <30> but was: <27>
	at com.acme.shop.OrderServiceTest.totals(OrderServiceTest.java:61)
[ERROR] Failures:
[ERROR]   OrderServiceTest.totals:61 expected: <30> but was: <27>
[ERROR] Tests run: 91, Failures: 1, Errors: 0, Skipped: 2
[INFO] BUILD FAILURE
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.2.5:test (default-test) on project shop: There are test failures.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'javac under Maven',
    category: 'compile_error',
    says: ['OrderService.java', 'cannot find symbol'],
    log: `[INFO] Compiling 210 source files to /home/runner/work/shop/shop/target/classes
[ERROR] COMPILATION ERROR :
[ERROR] /home/runner/work/shop/shop/src/main/java/com/acme/shop/OrderService.java:[44,17] cannot find symbol
[ERROR]   symbol:   method totalOf(java.util.List)
[INFO] BUILD FAILURE
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.13.0:compile (default-compile) on project shop: Compilation failure
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Gradle with Kotlin',
    category: 'compile_error',
    says: ['Ledger.kt', 'Unresolved reference'],
    log: `> Task :app:compileKotlin FAILED
e: file:///home/runner/work/app/app/src/main/kotlin/Ledger.kt:19:9 Unresolved reference 'ballance'.
FAILURE: Build failed with an exception.
* What went wrong:
Execution failed for task ':app:compileKotlin'.
BUILD FAILED in 41s
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Gradle with JUnit',
    category: 'test_failure',
    says: ['LedgerTest > carries the balance', '212 tests completed, 1 failed'],
    log: `> Task :app:test FAILED
LedgerTest > carries the balance FAILED
    org.opentest4j.AssertionFailedError: expected: <5> but was: <4>
        at app.LedgerTest.carries the balance(LedgerTest.kt:33)
212 tests completed, 1 failed
* What went wrong:
Execution failed for task ':app:test'.
> There were failing tests. See the report at: file:///home/runner/work/app/build/reports/tests/test/index.html
BUILD FAILED in 1m 3s
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Gradle that cannot resolve a library',
    category: 'dependency_install',
    says: ['Could not find com.acme:kit:9.9'],
    log: `* What went wrong:
Execution failed for task ':app:compileJava'.
> Could not resolve all files for configuration ':app:compileClasspath'.
   > Could not find com.acme:kit:9.9.
BUILD FAILED in 3s
##[error]Process completed with exit code 1.`,
  },
  {
    name: '.NET build',
    category: 'compile_error',
    says: ['Startup.cs', 'CS0103'],
    log: `  Determining projects to restore...
/home/runner/work/api/api/src/Startup.cs(41,13): error CS0103: The name 'confg' does not exist in the current context [/home/runner/work/api/api/src/Api.csproj]
Build FAILED.
    1 Error(s)
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'dotnet test',
    category: 'test_failure',
    says: ['Api.Tests.QuoteTests.Rounds', 'Assert.Equal() Failure'],
    log: `  Failed Api.Tests.QuoteTests.Rounds [18 ms]
  Error Message:
   Assert.Equal() Failure: Values differ
Expected: 12
Actual:   13
  Stack Trace:
     at Api.Tests.QuoteTests.Rounds() in /home/runner/work/api/api/tests/QuoteTests.cs:line 22
Failed!  - Failed:     1, Passed:   140, Skipped:     0, Total:   141, Duration: 3 s - Api.Tests.dll (net8.0)
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'RSpec',
    category: 'test_failure',
    says: ['./spec/models/order_spec.rb:18', '212 examples, 1 failure'],
    log: `Failures:
  1) Order#total adds shipping
     Failure/Error: expect(order.total).to eq(25)
       expected: 25
            got: 20
     # ./spec/models/order_spec.rb:18:in 'block (3 levels) in <top (required)>'
212 examples, 1 failure
Failed examples:
rspec ./spec/models/order_spec.rb:18 # Order#total adds shipping
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'RuboCop',
    category: 'lint_failure',
    says: ['app/models/user.rb', 'Style/StringLiterals', '1 offense detected'],
    log: `Inspecting 120 files
app/models/user.rb:12:9: C: [Correctable] Style/StringLiterals: Prefer single-quoted strings.
120 files inspected, 1 offense detected, 1 offense autocorrectable
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Bundler',
    category: 'dependency_install',
    says: ['An error occurred while installing nokogiri'],
    log: `Gem::Ext::BuildError: ERROR: Failed to build gem native extension.
An error occurred while installing nokogiri (1.16.0), and Bundler cannot
continue.
##[error]Process completed with exit code 5.`,
  },
  {
    name: 'PHPUnit',
    category: 'test_failure',
    says: ['App\\Tests\\PriceTest::testTax', 'Failed asserting that 21 matches expected 19'],
    log: `There was 1 failure:
1) App\\Tests\\PriceTest::testTax
Failed asserting that 21 matches expected 19.
/home/runner/work/shop/shop/tests/PriceTest.php:31
FAILURES!
Tests: 88, Assertions: 310, Failures: 1.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Composer',
    category: 'dependency_install',
    says: ['Your requirements could not be resolved'],
    log: `Loading composer repositories with package information
Your requirements could not be resolved to an installable set of packages.
  Problem 1
    - Root composer.json requires php ^8.4 but your php version (8.2.20) does not satisfy that requirement.
##[error]Process completed with exit code 2.`,
  },
  {
    name: 'Swift',
    category: 'compile_error',
    says: ['Sources/Kit/Loader.swift', "cannot find 'cahce' in scope"],
    log: `[12/40] Compiling Kit Loader.swift
/Users/runner/work/kit/kit/Sources/Kit/Loader.swift:27:9: error: cannot find 'cahce' in scope
error: fatalError
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'XCTest',
    category: 'test_failure',
    says: ['-[KitTests.LoaderTests testRetry]', 'XCTAssertEqual failed'],
    log: `Test Case '-[KitTests.LoaderTests testRetry]' started.
/Users/runner/work/kit/kit/Tests/KitTests/LoaderTests.swift:40: error: -[KitTests.LoaderTests testRetry] : XCTAssertEqual failed: ("1") is not equal to ("3")
Test Case '-[KitTests.LoaderTests testRetry]' failed (0.112 seconds).
Executed 54 tests, with 1 failure (0 unexpected) in 2.310 (2.330) seconds
** TEST FAILED **
##[error]Process completed with exit code 65.`,
  },
]
