import { type FreshJob, stamped } from './fresh-job-case.ts'

export const FRESH_PLATFORM_JOBS: readonly FreshJob[] = [
  {
    name: 'a Go test that panics',
    categories: ['test_failure'],
    quotes: ['nil pointer dereference'],
    log: stamped(`##[group]Run go test ./... -race
go test ./... -race
##[endgroup]
ok  	example.test/shop/internal/cart	1.204s
--- FAIL: TestRefundOfUnknownOrder (0.00s)
panic: runtime error: invalid memory address or nil pointer dereference [recovered]
[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6c1a44]
goroutine 34 [running]:
example.test/shop/internal/refund.(*Service).Refund(0xc0000b2000, {0x7c1f20, 0xa})
	/home/runner/work/shop/shop/internal/refund/refund.go:48 +0x64
FAIL	example.test/shop/internal/refund	0.087s
FAIL
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Maven with a failing unit test',
    categories: ['test_failure'],
    quotes: ['RefundServiceTest'],
    log: stamped(`##[group]Run ./mvnw -B verify
./mvnw -B verify
##[endgroup]
[INFO] Running com.example.shop.CartTest
[INFO] Tests run: 14, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.311 s -- in com.example.shop.CartTest
[INFO] Running com.example.shop.RefundServiceTest
[ERROR] Tests run: 6, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.082 s <<< FAILURE! -- in com.example.shop.RefundServiceTest
[ERROR] com.example.shop.RefundServiceTest.roundsHalfUp -- Time elapsed: 0.009 s <<< FAILURE!
org.opentest4j.AssertionFailedError: expected: <10.35> but was: <10.34>
	at com.example.shop.RefundServiceTest.roundsHalfUp(RefundServiceTest.java:58)
[ERROR] Failures:
[ERROR]   RefundServiceTest.roundsHalfUp:58 expected: <10.35> but was: <10.34>
[ERROR] Tests run: 20, Failures: 1, Errors: 0, Skipped: 0
[INFO] BUILD FAILURE
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.5.2:test (default-test) on project shop: There are test failures.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Gradle that may not read the package registry',
    categories: ['dependency_install', 'permission_or_secret'],
    quotes: ['401'],
    log: stamped(`##[group]Run ./gradlew assemble
./gradlew assemble
##[endgroup]
> Task :core:compileJava FAILED

FAILURE: Build failed with an exception.

* What went wrong:
Execution failed for task ':core:compileJava'.
> Could not resolve all files for configuration ':core:compileClasspath'.
   > Could not resolve com.example.internal:money:4.2.0.
     Required by:
         project :core
      > Could not resolve com.example.internal:money:4.2.0.
         > Could not get resource 'https://maven.pkg.example.test/internal/com/example/internal/money/4.2.0/money-4.2.0.pom'.
            > Could not GET 'https://maven.pkg.example.test/internal/com/example/internal/money/4.2.0/money-4.2.0.pom'. Received status code 401 from server: Unauthorized

BUILD FAILED in 12s
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'an Android build with an unresolved reference',
    categories: ['compile_error'],
    quotes: ['Unresolved reference'],
    log: stamped(`##[group]Run ./gradlew :app:assembleDebug
./gradlew :app:assembleDebug
##[endgroup]
> Task :app:compileDebugKotlin FAILED
e: file:///home/runner/work/app/app/app/src/main/java/com/example/shop/CartScreen.kt:73:21 Unresolved reference 'priceFormatter'.
w: file:///home/runner/work/app/app/app/src/main/java/com/example/shop/Home.kt:12:9 Variable 'old' is never used

FAILURE: Build failed with an exception.
* What went wrong:
Execution failed for task ':app:compileDebugKotlin'.
> A failure occurred while executing org.jetbrains.kotlin.compilerRunner.GradleCompilerRunnerWithWorkers$GradleKotlinCompilerWorkAction
   > Compilation error. See log for more details
BUILD FAILED in 1m 2s
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'an iOS build without a provisioning profile',
    categories: ['permission_or_secret', 'ci_configuration', 'build_environment', 'configuration_error'],
    quotes: ['No profiles for'],
    log: stamped(`##[group]Run xcodebuild archive -scheme Shop
xcodebuild archive -scheme Shop -archivePath build/Shop.xcarchive
##[endgroup]
note: Building targets in dependency order
/Users/runner/work/shop/shop/Shop.xcodeproj: error: No profiles for 'com.example.shop' were found: Xcode couldn't find any iOS App Store provisioning profiles matching 'com.example.shop'. (in target 'Shop' from project 'Shop')
** ARCHIVE FAILED **
##[error]Process completed with exit code 65.`),
  },
  {
    name: 'an iOS test that asserts another value',
    categories: ['test_failure'],
    quotes: ['XCTAssertEqual failed'],
    log: stamped(`##[group]Run xcodebuild test -scheme Shop -destination 'platform=iOS Simulator,name=iPhone 17'
##[endgroup]
Test Case '-[ShopTests.CartTests testEmptyCartShowsError]' passed (0.012 seconds).
/Users/runner/work/shop/shop/ShopTests/PriceTests.swift:31: error: -[ShopTests.PriceTests testRounding] : XCTAssertEqual failed: ("10.34") is not equal to ("10.35")
Test Case '-[ShopTests.PriceTests testRounding]' failed (0.044 seconds).
Executed 96 tests, with 1 failure (0 unexpected) in 3.118 (3.402) seconds
** TEST FAILED **
##[error]Process completed with exit code 65.`),
  },
  {
    name: 'a Docker push that is denied',
    categories: ['permission_or_secret'],
    quotes: ['denied'],
    log: stamped(`##[group]Run docker/build-push-action@v6
##[endgroup]
#18 exporting to image
#18 pushing layers 2.1s done
#18 ERROR: failed to push ghcr.example.test/acme/shop:1.9.0: denied: permission_denied: write_package
------
 > exporting to image:
------
ERROR: failed to build: failed to solve: failed to push ghcr.example.test/acme/shop:1.9.0: denied: permission_denied: write_package
##[error]buildx failed with: ERROR: failed to build: failed to solve: failed to push ghcr.example.test/acme/shop:1.9.0: denied: permission_denied: write_package`),
  },
  {
    name: 'a Docker build that pulled too often',
    categories: ['dependency_failure', 'network', 'build_environment', 'resource_exhaustion'],
    quotes: ['toomanyrequests'],
    log: stamped(`##[group]Run docker build -t shop .
docker build -t shop .
##[endgroup]
#2 [internal] load metadata for docker.io/library/node:24-slim
#2 ERROR: failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/node/manifests/sha256:9f1c: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.
------
 > [internal] load metadata for docker.io/library/node:24-slim:
------
ERROR: failed to build: failed to solve: node:24-slim: failed to resolve source metadata for docker.io/library/node:24-slim: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Terraform with an argument that does not exist',
    categories: ['configuration_error'],
    quotes: ['Unsupported argument'],
    log: stamped(`##[group]Run terraform plan -input=false
terraform plan -input=false
##[endgroup]
╷
│ Error: Unsupported argument
│
│   on modules/queue/main.tf line 22, in resource "aws_sqs_queue" "orders":
│   22:   visibility_timeout = 30
│
│ An argument named "visibility_timeout" is not expected here. Did you mean "visibility_timeout_seconds"?
╵
##[error]Terraform exited with code 1.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Terraform whose role may not do it',
    categories: ['permission_or_secret'],
    quotes: ['is not authorized to perform'],
    log: stamped(`##[group]Run terraform apply -auto-approve
##[endgroup]
aws_kms_key.orders: Creating...
╷
│ Error: creating KMS Key: operation error KMS: CreateKey, https response error StatusCode: 400, RequestID: 5b1e, AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/ci-deploy/run-77 is not authorized to perform: kms:CreateKey because no identity-based policy allows the kms:CreateKey action
│
│   with aws_kms_key.orders,
│   on kms.tf line 1, in resource "aws_kms_key" "orders":
╵
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Helm with a template that is no YAML',
    categories: ['configuration_error'],
    quotes: ['YAML parse error'],
    log: stamped(`##[group]Run helm upgrade --install shop ./chart
helm upgrade --install shop ./chart --atomic
##[endgroup]
Error: YAML parse error on shop/templates/deployment.yaml: error converting YAML to JSON: yaml: line 38: mapping values are not allowed in this context
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Helm that waits for pods in vain',
    categories: ['timeout', 'dependency_failure', 'infrastructure'],
    quotes: ['UPGRADE FAILED'],
    log: stamped(`##[group]Run helm upgrade shop ./chart --wait --timeout 5m
helm upgrade shop ./chart --wait --timeout 5m
##[endgroup]
level=INFO msg="beginning wait for 14 resources with timeout of 5m0s"
level=INFO msg="Deployment is not ready: shop/shop-api. 0 out of 3 expected pods are ready"
level=INFO msg="Deployment is not ready: shop/shop-api. 0 out of 3 expected pods are ready"
Error: UPGRADE FAILED: context deadline exceeded
##[error]Process completed with exit code 1.`),
  },
]
