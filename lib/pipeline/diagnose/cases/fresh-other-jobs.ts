import { type FreshJob, stamped } from './fresh-job-case.ts'

export const FRESH_OTHER_JOBS: readonly FreshJob[] = [
  {
    name: 'a runner whose disk is full',
    categories: ['resource_exhaustion'],
    quotes: ['No space left on device'],
    log: stamped(`##[group]Run make images
make images
##[endgroup]
Extracting layers of base image
tar: usr/lib/libllvm.so: Cannot write: No space left on device
tar: Exiting with failure status due to previous errors
make: *** [Makefile:41: images] Error 2
##[error]Process completed with exit code 2.`),
  },
  {
    name: 'a job that took longer than it may',
    categories: ['timeout'],
    quotes: ['exceeded the maximum execution time'],
    log: stamped(`##[group]Run npm run e2e
npm run e2e
##[endgroup]
waiting for the application on port 3000
waiting for the application on port 3000
waiting for the application on port 3000
##[error]The job running on runner GitHub Actions 12 has exceeded the maximum execution time of 60 minutes.
##[error]The operation was canceled.`),
  },
  {
    name: 'an action without its token',
    categories: ['ci_configuration', 'permission_or_secret'],
    quotes: ['Input required and not supplied: token'],
    log: stamped(`##[group]Run acme/release-notes@v2
with:
  format: markdown
##[endgroup]
##[error]Input required and not supplied: token`),
  },
  {
    name: 'RuboCop with offences',
    categories: ['lint_failure'],
    quotes: ['app/models/order.rb:12:3'],
    log: stamped(`##[group]Run bundle exec rubocop
bundle exec rubocop
##[endgroup]
Inspecting 214 files
........C.......................

Offenses:

app/models/order.rb:12:3: C: [Correctable] Layout/IndentationWidth: Use 2 (not 4) spaces for indentation.
    validates :total, presence: true
^^^^

214 files inspected, 1 offense detected, 1 offense autocorrectable
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'RSpec with one failing example',
    categories: ['test_failure'],
    quotes: ['expected: 200'],
    log: stamped(`##[group]Run bundle exec rspec
bundle exec rspec
##[endgroup]
.......F....

Failures:

  1) Orders API returns the order
     Failure/Error: expect(response.status).to eq(200)

       expected: 200
            got: 404

       (compared using ==)
     # ./spec/requests/orders_spec.rb:27:in \`block (3 levels) in <top (required)>'

Finished in 1.9 seconds (files took 2.41 seconds to load)
12 examples, 1 failure

Failed examples:

rspec ./spec/requests/orders_spec.rb:24 # Orders API returns the order
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Composer with a PHP that is too old',
    categories: ['dependency_install'],
    quotes: ['Your requirements could not be resolved to an installable set of packages'],
    log: stamped(`##[group]Run composer install --prefer-dist
composer install --prefer-dist
##[endgroup]
Installing dependencies from lock file (including require-dev)
Verifying lock file contents can be installed on current platform.
Your requirements could not be resolved to an installable set of packages.

  Problem 1
    - brick/money is locked to version 0.11.0 and an update of this package was not requested.
    - brick/money 0.11.0 requires php ^8.4 -> your php version (8.2.29) does not satisfy that requirement.

##[error]Process completed with exit code 2.`),
  },
  {
    name: '.NET with a package that no feed has',
    categories: ['dependency_install'],
    quotes: ['NU1101'],
    log: stamped(`##[group]Run dotnet restore
dotnet restore
##[endgroup]
  Determining projects to restore...
/home/runner/work/shop/shop/src/Shop/Shop.csproj : error NU1101: Unable to find package Acme.Money. No packages exist with this id in source(s): nuget.org
  Failed to restore /home/runner/work/shop/shop/src/Shop/Shop.csproj (in 1.11 sec).
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'C++ that does not link',
    categories: ['compile_error'],
    quotes: ['undefined reference to'],
    log: stamped(`##[group]Run cmake --build build
cmake --build build
##[endgroup]
[212/240] Building CXX object src/CMakeFiles/ledger.dir/fee.cpp.o
[213/240] Linking CXX executable bin/ledger
FAILED: bin/ledger
/usr/bin/ld: src/CMakeFiles/ledger.dir/fee.cpp.o: in function \`ledger::fee(int)':
fee.cpp:(.text+0x4c): undefined reference to \`ledger::rate_table()'
collect2: error: ld returned 1 exit status
ninja: build stopped: subcommand failed.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'Ansible that cannot reach a host',
    categories: ['network', 'permission_or_secret'],
    quotes: ['UNREACHABLE!'],
    log: stamped(`##[group]Run ansible-playbook -i inventory site.yml
ansible-playbook -i inventory site.yml
##[endgroup]
PLAY [web] *********************************************************************
TASK [Gathering Facts] *********************************************************
ok: [web-1.example.test]
fatal: [web-2.example.test]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host web-2.example.test port 22: Connection timed out", "unreachable": true}
PLAY RECAP *********************************************************************
web-1.example.test : ok=9 changed=2 unreachable=0 failed=0 skipped=1 rescued=0 ignored=0
web-2.example.test : ok=0 changed=0 unreachable=1 failed=0 skipped=0 rescued=0 ignored=0
##[error]Process completed with exit code 4.`),
  },
  {
    name: 'Flutter with a failing widget test',
    categories: ['test_failure'],
    quotes: ['Expected: exactly one matching candidate'],
    log: stamped(`##[group]Run flutter test
flutter test
##[endgroup]
00:04 +31: /home/runner/work/app/app/test/cart_test.dart: shows an error for an empty cart
00:05 +32: /home/runner/work/app/app/test/total_test.dart: shows the total
══╡ EXCEPTION CAUGHT BY FLUTTER TEST FRAMEWORK ╞════════════════════════════════
The following TestFailure was thrown running a test:
Expected: exactly one matching candidate
  Actual: _TextWidgetFinder:<Found 0 widgets with text "€10.35": []>
   Which: means none were found but one was expected
00:05 +32 -1: /home/runner/work/app/app/test/total_test.dart: shows the total [E]
00:06 +33 -1: Some tests failed.
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'kubectl that is not logged in',
    categories: ['permission_or_secret'],
    quotes: ['You must be logged in to the server'],
    log: stamped(`##[group]Run kubectl apply -f k8s/
kubectl apply -f k8s/
##[endgroup]
E1120 09:30:01.118284    2214 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: the server has asked for the client to provide credentials"
error: You must be logged in to the server (the server has asked for the client to provide credentials)
##[error]Process completed with exit code 1.`),
  },
  {
    name: 'npm publish of a version that exists',
    categories: ['permission_or_secret', 'ci_configuration', 'configuration_error', 'dependency_failure'],
    quotes: ['You cannot publish over the previously published versions'],
    log: stamped(`##[group]Run npm publish
npm publish
##[endgroup]
npm notice Publishing to https://registry.example.test/ with tag latest and public access
npm error code E403
npm error 403 403 Forbidden - PUT https://registry.example.test/@acme%2fmoney - You cannot publish over the previously published versions: 2.4.0.
npm error 403 In most cases, you or one of your dependencies are requesting
npm error 403 a package version that is forbidden by your security policy, or
npm error 403 on a server you do not have access to.
##[error]Process completed with exit code 1.`),
  },
]
