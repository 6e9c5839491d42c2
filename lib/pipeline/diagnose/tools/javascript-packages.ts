import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

export const JAVASCRIPT_PACKAGE_TOOLS: readonly Tool[] = [
  {
    id: 'npm',
    name: 'npm',
    category: 'dependency_install',
    noun: 'installation of packages',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.85,
        ['npm ERR! code ', 'npm error code '],
        /^npm (?:ERR!|error) code (?<message>(?<code>ERESOLVE|E404|ETARGET|EINTEGRITY|EUSAGE|EBADENGINE|EBADPLATFORM|ENOVERSIONS|EPEERINVALID|EBADDEVENGINES|EJSONPARSE|ELSPROBLEMS|EOVERRIDE|EALLOWGIT))/,
      ),
      rule(
        'problem',
        0.85,
        ['npm ERR! code ', 'npm error code '],
        /^npm (?:ERR!|error) code (?<message>(?<code>ECONNRESET|ETIMEDOUT|ECONNREFUSED|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|E50[0234]|EAI_AGAIN|ENOTFOUND|EIDLETIMEOUT))/,
        { category: 'network' },
      ),
      rule(
        'problem',
        0.85,
        ['npm ERR! code ', 'npm error code '],
        /^npm (?:ERR!|error) code (?<message>(?<code>E401|E403|ENEEDAUTH|EACCES|EPERM|EOTP))/,
        { category: 'permission_or_secret' },
      ),
      rule(
        'problem',
        0.75,
        ['npm '],
        /^npm (?:ERR!|error) (?<message>(?:404 |notarget |ERESOLVE |Could not resolve dependency|peer |Found: |Conflicting peer|network |Invalid: lock file|Missing: |`npm ci` can only install|Cannot read propert|Unsupported engine|40[13] ).{0,300})/,
      ),
    ],
    actions: [
      look('Repeat the installation in a clean directory with the job’s Node.js and npm versions.', 'npm ci'),
      change('Bring the lock file in line with package.json and commit it.', 'npm install --package-lock-only'),
    ],
  },
  {
    id: 'pnpm',
    name: 'pnpm',
    category: 'dependency_install',
    noun: 'installation of packages',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.85,
        ['ERR_PNPM_'],
        /(?<message>\[?(?<code>ERR_PNPM_(?!RECURSIVE|META_FETCH|FETCH_40[13]|LIFECYCLE|NO_SCRIPT)[A-Z0-9_]{3,60})\]? .{0,300})/,
      ),
      rule('problem', 0.85, ['ERR_PNPM_META_FETCH'], /(?<message>(?<code>ERR_PNPM_META_FETCH_FAIL).{0,300})/, {
        category: 'network',
      }),
      rule('problem', 0.85, ['ERR_PNPM_FETCH_40'], /(?<message>(?<code>ERR_PNPM_FETCH_40[13]).{0,300})/, {
        category: 'permission_or_secret',
      }),
    ],
    actions: [change('Bring pnpm-lock.yaml in line with package.json and commit it.', 'pnpm install --lockfile-only')],
  },
  {
    id: 'yarn',
    name: 'Yarn',
    category: 'dependency_install',
    noun: 'installation of packages',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.85,
        ['YN00'],
        /(?<message>(?<code>YN00(?:01|02|09|16|18|27|28|35|41|45|46|66|71|78|80|82|90)): .{3,300})/,
      ),
      rule(
        'problem',
        0.85,
        ['error '],
        /^error (?<message>(?:Your lockfile needs to be updated|Couldn't find (?:any versions|package)|Found incompatible module|Integrity check failed|.{1,120}: The engine "[\w-]{1,20}" is incompatible).{0,200})/,
      ),
      rule(
        'problem',
        0.8,
        ['An unexpected error occurred'],
        /^error (?<message>An unexpected error occurred: .{3,300})/,
        { category: 'network' },
      ),
    ],
    actions: [change('Bring yarn.lock in line with package.json and commit it.', 'yarn install')],
  },
]
