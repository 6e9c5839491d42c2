import type { Risk } from '../../analysis.ts'

/**
 * What a program does, as far as its name and first words tell. Anything not listed is risky. `words` are tried longest
 * first against the arguments that are no options; `unless` raises to risky where an argument matches.
 */
export interface CommandRule {
  risk?: Risk
  words?: Readonly<Record<string, Risk>>
  unless?: RegExp
}

const READ: CommandRule = { risk: 'read_only' }
const words = (risk: Risk, ...list: readonly string[]): Record<string, Risk> =>
  Object.fromEntries(list.map((word) => [word, risk]))

/** Programs that show and change nothing, whatever their arguments. */
const PLAIN_READERS =
  'cat head tail less more wc nl tac cut tr uniq comm cmp diff stat file ls tree pwd basename dirname realpath readlink du df free uptime vmstat mpstat pidstat lsblk lscpu lsmod lspci lsusb lsof ps pgrep pstree top htop nproc getconf uname arch whoami id groups who w last getent printenv which whereis type echo printf true jq dig nslookup host ping ping6 traceroute tracepath mtr ss netstat nstat findmnt blkid sha256sum sha1sum md5sum cksum strings hexdump xxd od zcat zgrep grep egrep fgrep rg column jstat jps ldd nm objdump readelf test slabtop numastat dmidecode'.split(
    ' ',
  )

export const COMMAND_RULES: Readonly<Record<string, CommandRule>> = {
  ...Object.fromEntries(PLAIN_READERS.map((name) => [name, READ])),
  sort: { risk: 'read_only', unless: /^(?:-o|--output)/ },
  date: { risk: 'read_only', unless: /^(?:-s|--set)/ },
  dmesg: { risk: 'read_only', unless: /^(?:-c|-C|-n|-D|-E|--clear|--read-clear|--console)/ },
  journalctl: { risk: 'read_only', unless: /^--(?:vacuum|rotate|flush|sync|relinquish|setup|update)/ },
  find: { risk: 'read_only', unless: /^-(?:delete|exec|execdir|ok|okdir|fprint|fls)/ },
  sed: { risk: 'read_only', unless: /^(?:-[a-z]*i|--in-place)|(?:^|[;{\s\d,$/])[wWe](?:\s|$)/i },
  awk: { risk: 'read_only', unless: /system\s*\(|>|\||getline|-i|-f/ },
  ip: {
    words: words(
      'read_only',
      'addr',
      'a',
      'route',
      'link',
      'neigh',
      'rule',
      'route get',
      'addr show',
      'route show',
      'link show',
    ),
    unless: /^(?:add|del|delete|set|flush|change|replace|append)$/,
  },
  iostat: READ,
  sar: { risk: 'read_only', unless: /^-o/ },
  sysctl: { risk: 'read_only', unless: /^(?:-w|-p|--write|--load|--system)|=/ },
  mount: { risk: 'risky' },
  ulimit: { risk: 'read_only', unless: /^\d+$|^unlimited$/ },
  nc: { risk: 'risky' },
  openssl: {
    words: words('read_only', 's_client', 'x509', 'verify', 'version', 'crl', 'ciphers'),
    unless: /^-(?:out|key|CAkey|signkey)$/,
  },
  timedatectl: { words: words('read_only', '', 'status', 'show', 'timesync-status', 'list-timezones') },
  chronyc: { words: words('read_only', 'tracking', 'sources', 'sourcestats', 'activity') },
  resolvectl: { words: { ...words('read_only', '', 'status', 'query', 'statistics'), 'flush-caches': 'reversible' } },
  hostnamectl: { words: words('read_only', '', 'status') },
  systemctl: {
    words: {
      ...words(
        'read_only',
        'status',
        'is-active',
        'is-enabled',
        'is-failed',
        'list-units',
        'list-timers',
        'list-jobs',
        'list-dependencies',
        'list-unit-files',
        'show',
        'cat',
      ),
      ...words('reversible', 'restart', 'reload', 'start', 'stop', 'try-restart', 'reload-or-restart', 'reset-failed'),
    },
  },
  service: { risk: 'risky' },
  kubectl: {
    words: {
      ...words(
        'read_only',
        'get',
        'describe',
        'logs',
        'top',
        'explain',
        'version',
        'events',
        'api-resources',
        'api-versions',
        'cluster-info',
        'diff',
        'rollout status',
        'rollout history',
        'auth can-i',
        'config view',
        'config current-context',
        'config get-contexts',
      ),
      ...words(
        'reversible',
        'scale',
        'rollout restart',
        'rollout undo',
        'rollout pause',
        'rollout resume',
        'cordon',
        'uncordon',
        'label',
        'annotate',
        'autoscale',
      ),
    },
    // Secrets would be shown to whoever looks at the screen.
    unless: /(?:^|,)secrets?(?:\/|$|,|\.)|^--raw$/,
  },
  oc: {
    words: words('read_only', 'get', 'describe', 'logs', 'status', 'version', 'whoami'),
    unless: /(?:^|,)secrets?(?:\/|$|,|\.)/,
  },
  helm: {
    words: {
      ...words('read_only', 'list', 'ls', 'status', 'history', 'get', 'version', 'template', 'lint', 'show', 'search'),
      rollback: 'reversible',
    },
  },
  docker: {
    words: {
      ...words(
        'read_only',
        'ps',
        'logs',
        'inspect',
        'stats',
        'images',
        'version',
        'info',
        'events',
        'top',
        'port',
        'history',
        'diff',
        'system df',
        'network ls',
        'network inspect',
        'volume ls',
        'volume inspect',
        'container ls',
        'container logs',
        'container inspect',
        'image ls',
        'image inspect',
        'compose ps',
        'compose logs',
        'compose config',
        'compose ls',
        'manifest inspect',
      ),
      ...words(
        'reversible',
        'restart',
        'start',
        'stop',
        'pause',
        'unpause',
        'container restart',
        'compose restart',
        'compose start',
        'compose stop',
        'pull',
      ),
    },
  },
  crictl: { words: words('read_only', 'ps', 'pods', 'logs', 'inspect', 'images', 'stats', 'info') },
  git: {
    words: {
      ...words(
        'read_only',
        'status',
        'log',
        'diff',
        'show',
        'blame',
        'shortlog',
        'describe',
        'rev-parse',
        'rev-list',
        'ls-files',
        'ls-tree',
        'ls-remote',
        'cat-file',
        'grep',
        'reflog',
        'merge-base',
        'remote -v',
        'config --get',
        'fsck',
      ),
      ...words('reversible', 'fetch', 'revert', 'stash', 'switch', 'cherry-pick', 'bisect'),
    },
    unless: /^(?:--force|-f|--hard|--output|drop|clear|expire|delete|--discard-changes|-C)/,
  },
  gh: {
    words: {
      ...words(
        'read_only',
        'run view',
        'run list',
        'pr view',
        'pr list',
        'pr diff',
        'pr checks',
        'issue view',
        'issue list',
        'workflow view',
        'workflow list',
        'release view',
        'release list',
        'auth status',
        'cache list',
      ),
      'run rerun': 'reversible',
    },
  },
  npm: {
    words: {
      ...words(
        'read_only',
        'ls',
        'list',
        'view',
        'outdated',
        'explain',
        'why',
        'audit',
        'ping',
        'config get',
        'root',
        'prefix',
      ),
      ...words('reversible', 'ci', 'test', 'cache verify'),
    },
    unless: /^fix$|^--force$/,
  },
  yarn: { words: { ...words('read_only', 'why', 'list', 'info', 'outdated'), ...words('reversible', 'test') } },
  pnpm: { words: { ...words('read_only', 'why', 'list', 'ls', 'outdated'), ...words('reversible', 'test') } },
  node: { words: words('risky'), unless: /.*/ },
  pip: { words: words('read_only', 'list', 'show', 'check', 'freeze', 'debug', 'config list') },
  pip3: { words: words('read_only', 'list', 'show', 'check', 'freeze', 'debug') },
  poetry: { words: words('read_only', 'show', 'check', 'env info') },
  bundle: { words: words('read_only', 'list', 'show', 'outdated', 'check') },
  go: {
    words: {
      ...words('read_only', 'version', 'env', 'list', 'mod graph', 'mod why', 'mod verify', 'vet', 'doc'),
      ...words('reversible', 'test', 'build'),
    },
    unless: /^(?:-w|-u|-exec|-toolexec)/,
  },
  cargo: {
    words: {
      ...words('read_only', 'tree', 'metadata', 'version', 'pkgid'),
      ...words('reversible', 'check', 'test', 'build', 'clippy'),
    },
    unless: /^--fix$/,
  },
  mvn: {
    words: {
      ...words('read_only', 'dependency:tree', 'help:effective-pom'),
      ...words('reversible', 'test', 'verify', 'compile'),
    },
  },
  gradle: {
    words: {
      ...words('read_only', 'dependencies', 'tasks', 'properties', 'dependencyInsight'),
      ...words('reversible', 'test', 'check', 'build'),
    },
  },
  make: { risk: 'risky' },
  pytest: { risk: 'reversible' },
  tsc: { risk: 'risky', words: words('read_only', '--noEmit', '--version', '--showConfig') },
  terraform: {
    words: words(
      'read_only',
      'plan',
      'show',
      'validate',
      'output',
      'version',
      'providers',
      'graph',
      'state list',
      'state show',
    ),
    unless: /^-?-(?:destroy|out)/,
  },
  'redis-cli': {
    words: words(
      'read_only',
      'info',
      'ping',
      'dbsize',
      'ttl',
      'pttl',
      'type',
      'slowlog get',
      'client list',
      'memory usage',
      'memory stats',
      'memory doctor',
      'latency doctor',
      'latency latest',
      'config get',
      'lastsave',
      'role',
      'cluster info',
      'cluster nodes',
    ),
    unless: /^--(?:eval|pipe|cluster)/,
  },
  pg_isready: READ,
  mysqladmin: { words: words('read_only', 'status', 'ping', 'processlist', 'extended-status', 'variables') },
  rabbitmqctl: {
    words: words(
      'read_only',
      'status',
      'list_queues',
      'list_connections',
      'list_channels',
      'cluster_status',
      'list_consumers',
    ),
  },
  rabbitmq_diagnostics: READ,
  nginx: { words: words('read_only', '-t', '-T', '-v', '-V') },
  apachectl: { words: words('read_only', 'configtest', '-t', '-S') },
  jstack: READ,
  jcmd: { words: words('read_only', 'Thread.print', 'VM.flags', 'VM.version', 'GC.heap_info', 'VM.native_memory') },
  tcpdump: { risk: 'read_only', unless: /^-[a-z]*[wz]/i },
}

/** Words of cloud command lines (`aws SERVICE VERB`, `gcloud GROUP VERB`, `az GROUP VERB`) that only read. */
export const CLOUD_PROGRAMS: ReadonlySet<string> = new Set(['aws', 'gcloud', 'az', 'doctl', 'flyctl', 'fly', 'heroku'])
export const CLOUD_READS = /^(?:describe|list|get|ls|show|head|logs|status|info|lookup|tail|filter)(?:-[a-z0-9-]+)?$/
/** Reads that print a secret. */
export const CLOUD_SECRETS = /secret|password|credential|decrypt|token|key-?vault|(?:^|-)keys?$|ssm$|with-decryption/i
/** Wrappers in front of a program; their own options are skipped. */
export const WRAPPERS: ReadonlySet<string> = new Set([
  'sudo',
  'time',
  'nice',
  'nohup',
  'stdbuf',
  'env',
  'command',
  'timeout',
  'watch',
  'ionice',
])
/** Programs that read a program from standard input, a string or a file. */
export const INTERPRETERS =
  'sh|bash|zsh|dash|ksh|fish|csh|tcsh|ash|busybox|python[0-9.]*|perl|ruby|node|nodejs|deno|bun|php|lua|pwsh|powershell|cmd|iex|invoke-expression|osascript|tclsh|xargs|parallel|at|batch|eval|source|\\.'

/** Options in front of a subcommand whose value is a word of its own. */
export const VALUED_OPTIONS: ReadonlySet<string> = new Set(
  '-n --namespace --context --cluster --kubeconfig --user -H --host -h -p --port -C --region --profile --project --output -o -f --file -R --repo --tail --since'.split(
    ' ',
  ),
)
