import type { JobCase } from './job-case.ts'

export const OPERATIONS_JOBS: readonly JobCase[] = [
  {
    name: 'Docker build that misses a file',
    category: 'build_environment',
    says: ['Dockerfile:14', '"/dist": not found'],
    log: `#9 [stage-1 4/6] COPY dist /srv/dist
#9 ERROR: failed to calculate checksum of ref 7x2::k9: "/dist": not found
------
 > [stage-1 4/6] COPY dist /srv/dist:
------
Dockerfile:14
--------------------
  14 | >>> COPY dist /srv/dist
--------------------
ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref 7x2::k9: "/dist": not found
##[error]buildx failed with: ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref 7x2::k9: "/dist": not found`,
  },
  {
    name: 'Docker build whose command fails',
    category: 'build_environment',
    says: ['npm run build', 'exit code: 1'],
    log: `#12 [build 5/7] RUN npm run build
#12 3.211 sh: vite: not found
#12 ERROR: process "/bin/sh -c npm run build" did not complete successfully: exit code: 127
------
 > [build 5/7] RUN npm run build:
3.211 sh: vite: not found
------
ERROR: failed to solve: process "/bin/sh -c npm run build" did not complete successfully: exit code: 127
Error: buildx failed with exit code: 1
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'an action that does not exist',
    category: 'ci_configuration',
    says: ['Unable to resolve action'],
    log: `Prepare all required actions
Getting action download info
##[error]Unable to resolve action \`acme/setup-kit@v9\`, unable to find version \`v9\``,
  },
  {
    name: 'a workflow that is not valid',
    category: 'ci_configuration',
    says: ['.github/workflows/ci.yml', "Unexpected value 'step'"],
    log: `Invalid workflow file: .github/workflows/ci.yml#L12
##[error].github/workflows/ci.yml (Line: 12, Col: 5): Unexpected value 'step'`,
  },
  {
    name: 'an input that is missing',
    category: 'ci_configuration',
    says: ['Input required and not supplied: path'],
    log: `##[group]Run actions/upload-artifact@v4
with:
  name: report
##[endgroup]
##[error]Input required and not supplied: path`,
  },
  {
    name: 'a token without rights',
    category: 'permission_or_secret',
    says: ['Resource not accessible by integration'],
    log: `##[group]Run acme/comment-action@v2
with:
  issue: 12
##[endgroup]
RequestError [HttpError]: Resource not accessible by integration
##[error]Resource not accessible by integration`,
  },
  {
    name: 'a push without a key',
    category: 'permission_or_secret',
    says: ['Permission denied (publickey)'],
    log: `Cloning into 'kit'...
git@example.com: Permission denied (publickey).
fatal: Could not read from remote repository.
##[error]Process completed with exit code 128.`,
  },
  {
    name: 'a name that cannot be resolved',
    category: 'dns',
    says: ['Could not resolve host: mirror.example.org'],
    log: `##[group]Run curl -fsSL https://mirror.example.org/install.sh | sh
curl -fsSL https://mirror.example.org/install.sh | sh
shell: /usr/bin/bash -e {0}
##[endgroup]
curl: (6) Could not resolve host: mirror.example.org
##[error]Process completed with exit code 6.`,
  },
  {
    name: 'a download that breaks off',
    category: 'network',
    says: ['Connection reset by peer'],
    log: `Downloading toolchain 1.2.0
curl: (56) Recv failure: Connection reset by peer
##[error]Process completed with exit code 56.`,
  },
  {
    name: 'a job over its time limit',
    category: 'timeout',
    says: ['exceeded the maximum execution time of 60 minutes'],
    log: `test wal::replay ... ok
##[error]The job running on runner GitHub Actions 12 has exceeded the maximum execution time of 60 minutes.
##[error]The operation was canceled.`,
  },
  {
    name: 'a disk that is full',
    category: 'resource_exhaustion',
    says: ['No space left on device'],
    log: `#18 exporting layers
write /var/lib/docker/overlay2/x/diff/data: no space left on device
tar: dump.sql: Cannot write: No space left on device
##[error]Process completed with exit code 2.`,
  },
  {
    name: 'a runner that went away',
    category: 'infrastructure',
    says: ['The runner has received a shutdown signal'],
    log: `test suite 14 of 60
##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled.
##[error]The operation was canceled.`,
  },
  {
    name: 'Terraform',
    category: 'configuration_error',
    says: ['main.tf', 'Unsupported argument'],
    log: `╷
│ Error: Unsupported argument
│
│   on main.tf line 31, in resource "aws_s3_bucket" "logs":
│   31:   acl_policy = "private"
╵
##[error]Terraform exited with code 1.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'Helm',
    category: 'timeout',
    says: ['UPGRADE FAILED'],
    log: `##[group]Run helm upgrade api ./chart --wait
helm upgrade api ./chart --wait
shell: /usr/bin/bash -e {0}
##[endgroup]
Error: UPGRADE FAILED: timed out waiting for the condition
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'a command that is not installed',
    category: 'build_environment',
    says: ['jq: command not found'],
    log: `##[group]Run ./scripts/release.sh
./scripts/release.sh
shell: /usr/bin/bash -e {0}
##[endgroup]
./scripts/release.sh: line 9: jq: command not found
##[error]Process completed with exit code 127.`,
  },
  {
    name: 'generated files that are out of date',
    category: 'lint_failure',
    says: ['Please run'],
    log: `git diff --exit-code
diff --git a/api/zz_generated.go b/api/zz_generated.go
Error: generated files are out of date. Please run 'make generate' and commit the result.
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'a set-up action without its program',
    category: 'ci_configuration',
    says: ['Unable to locate executable file: pnpm'],
    log: `##[group]Run actions/setup-node@v4
with:
  cache: pnpm
##[endgroup]
##[error]Unable to locate executable file: pnpm. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable.`,
  },
  {
    name: 'a publication without a login',
    category: 'permission_or_secret',
    says: ['ENEEDAUTH'],
    log: `##[group]Run npm publish
npm publish
shell: /usr/bin/bash -e {0}
##[endgroup]
npm error code ENEEDAUTH
npm error need auth This command requires you to be logged in
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'a process killed from outside',
    category: 'resource_exhaustion',
    says: ['exit code 137'],
    log: `running tests
/home/runner/work/_temp/a.sh: line 3:  2114 Killed                  ./run-all
##[error]Process completed with exit code 137.`,
  },
  {
    name: 'a linter under a runner of tasks',
    category: 'lint_failure',
    says: ['apps/web/src/cart.ts', 'Missing semicolon'],
    log: `web:lint: /home/runner/work/shop/shop/apps/web/src/cart.ts
web:lint:   12:7  error  Missing semicolon  semi
web:lint: ✖ 1 problem (1 error, 0 warnings)
web:lint: ERROR: command finished with error: command (/w/apps/web) npm run lint exited (1)
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'detekt under Gradle',
    category: 'lint_failure',
    says: ['app/src/Main.kt', 'FunctionNaming'],
    log: `> Task :app:detekt FAILED
/home/runner/work/app/app/app/src/Main.kt:12:5: Function name should match the pattern [FunctionNaming]
* What went wrong:
Execution failed for task ':app:detekt'.
> Analysis failed with 1 weighted issues.
BUILD FAILED in 20s
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'a cluster object that does not exist',
    category: 'configuration_error',
    says: ['deployments.apps "api" not found'],
    log: `##[group]Run kubectl rollout restart deployment/api
kubectl rollout restart deployment/api
shell: /usr/bin/bash -e {0}
##[endgroup]
Error from server (NotFound): deployments.apps "api" not found
##[error]Process completed with exit code 1.`,
  },
  {
    name: 'package sources that answer 503',
    category: 'network',
    says: ['503 Service Unavailable'],
    log: `Reading package lists...
E: Failed to fetch http://archive.example.org/pool/main/x.deb  503  Service Unavailable
E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?
##[error]Process completed with exit code 100.`,
  },
]
