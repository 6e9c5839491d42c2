/**
 * Technical words that are listed as they are written, in lower case, by subject. Reviewed one by one: no names of people,
 * streets or places; names of tools that are plain words too are also in `everyday-words.ts`.
 */

/** How things are: adjectives and adverbs. */
export const QUALITIES = `
abnormal abnormally absent absolute abstract accessible accordingly accurate active actively actual acyclic adaptive
additional adjacent administrative affected afterwards alphanumeric alternate ambiguous anonymous applicable
approximate arbitrary architectural assignable associative asynchronous asynchronously atomic atomically automatic
automatically autonomous auxiliary available azure backwards bare basic bidirectional bitwise blank broken builtin
cacheable canonical capable centralized chained circular cleanly client-side coarse collaborative columnar common
compatible complementary complex compliant composite compound comprehensive computational concrete concurrent
concurrently conditional conditionally configurable consecutive considered consistent consistently contiguous
continuous contradictory conventional convergent convertible covariant critical cryptographic cumulative custom
customizable cyclic cyclomatic dangling dead decentralized decimal declarative dedicated deep delayed descending
deterministic deterministically different differential digital dimensional direct dirty discrete disjoint distinct
durable dynamic dynamically eager eagerly earliest effective elastic elevated eligible empty enterprise equal equality
equivalent erroneous eventual eventually exact excess excessive exclusive exclusively exhaustive expensive
experimental explicit explicitly exponential extensible external extraneous faulty fewer final finite fixed flaky
flexible floating forbidden forcefully forcibly foreign formal former fractional fractured fresh frozen full fully
functional fundamental generically globally graceful gracefully granular greater greedy hashable healthy heterogeneous
hexadecimal hidden hierarchical high higher homogeneous horizontal hung hybrid idempotent identical idle ill-formed
immediate immediately immutable impending imperative implicit implicitly impossible improper improperly inaccessible
inactive inadequate incoming incompatible incomplete inconclusive inconsistent incorrect incorrectly incremental
incrementally indefinitely independent independently indirect individual ineffective ineligible infinite inherent
initial initially inner insecure instant insufficient intact integral integrated intended intensive interactive
intermediate intermittent intermittently internal internally interoperable intrinsic invalid invalidly inverse
invisible irrecoverable irrelevant irreversible isomorphic iterative joint keyed known lagging largest latent latest
lazily lazy leading leftmost legacy legitimate lexical linear local locally logarithmic logical lossless lossy lower
lowest main malicious managed mandatory manual manually maximal measurable median mergeable minimal minor missing
misspelled mistyped mixed mobile modular monolithic multiple multithreaded mutable mutual mutually naive namespaced
native natively negative nested nonblocking nondeterministic nonempty nonexistent nonfatal noninteractive nonzero
normal obsolete offline ongoing online opaque open-source operational optimal optional optionally ordered orthogonal
outdated outer outgoing outstanding overall overdue overly overridden overwritten parallel parametric partial
partially passive past peak periodic periodically permanent permanently permissible permissive persistent physical
plain pluggable portable positional positive possible potential potentially practical precise predefined predictable
preferred preliminary premature prematurely present previous previously prior private privileged proactive
probabilistic procedural programmatic programmatically prolonged proper properly proportional proprietary provisional
public pure purely quadratic qualified quantitative quiet random randomly rapid rapidly raw reachable reactive
readable ready real-time reasonable recent recently reclaimable recoverable recursive recursively redundant reentrant
referential regional regular regularly relational relative relevant reliable remaining remotely repeatable repeatedly
replaceable reproducible residual resilient resolvable respective respectively responsive retryable reusable
reversible rightmost robust routable safe safely scalable scalar secure securely self-signed semantically separate
separately sequential sequentially serializable severe shallow shared short-lived signed significant significantly
silent silently similar simple simplified simultaneous simultaneously slow slower slowly sparse specific specifically
speculative spurious stable standalone statically statistical strict strictly structural structured subsequent
subsequently substantial successful successfully sudden suddenly sufficient sufficiently suitable superfluous
supplementary susceptible suspicious symbolic symmetric synchronous synchronously syntactic synthetic systematic
technical temporal temporarily temporary tertiary textual thick third-party tight topological trailing transactional
transient transitive transparent transparently trivial trusted typical typically ultimate unable unacceptable
unaffected unaligned unallocated unambiguous unassigned unattended unauthenticated unauthorized unavailable unaware
unbalanced unbounded unbuffered unchanged unchecked uncommitted unconditional unconditionally unconfigured undeclared
undefined undeliverable undetected undetermined undocumented unencrypted unequal unexpected unexpectedly unexported
unfinished unformatted unhealthy unidentified uniform uninitialized unintended unique uniquely unkillable unknown
unlabeled unlimited unmanaged unmatched unmet unmodified unnamed unnecessary unordered unparsable unparseable
unprivileged unprocessable unprocessed unprotected unqualified unquoted unreachable unreadable unrecognised
unrecognized unrecoverable unreferenced unrelated unreleased unreliable unresolvable unresolved unresponsive
unrestricted unsafe unsatisfiable unsatisfied unschedulable unscheduled unsigned unspecified unstable unstaged
unstructured unsuccessful unsuccessfully unsupported untagged unterminated untracked untrusted untyped unusable unused
unusual unversioned unwritable upcoming upper usable useless utc valid verbose vertical viable virtual virtually
visible visual volatile vulnerable weak well-formed well-known writable writeable wrong wrongly zero zeroed
`

/** Literals, types and the short names of code. */
export const VALUES_AND_IDENTIFIERS = `
anti argc args argv async attr attrs auth authn authz auto avg await bigint bin bool bytea cfg conf const constexpr
ctor ctx cwd datetime64 def deinit delattr dest dev dict dicts dir dirs double dst dtor elem elems elif endif env envs
err errors errs etc extern f32 f64 false float32 float64 fn forall foreach frozenset func funcs getattr getitem goto
hasattr i32 i64 idx ifdef ifndef iloc impl impls inf infinity instanceof int int16 int32 int64 int8 ints isinstance
isize issubclass iter iters jsonb len let lib libs loc max mid min misc mnt msg msgs multi namedtuple nan ndarray nil
noexcept non none nullptr num nvarchar obj objs ok okay opt opts poly pre proc prop props ptr pwd ref refs repr req
res resp sbin semi set setattr setitem sets sizeof smallint src srv str sub super sys temp timedelta64 tinyint tmp
true typeof u16 u32 u64 u8 uint uint16 uint32 uint64 uint8 uni usize usr util utils vals var varchar void zip
`

/** Identifiers, protocols, ciphers, network tools. */
export const NETWORK_AND_SECURITY = `
abac ack acl acls aes aes128 aes256 anycast argon2 arp ascii base32 base64 base64url bcrypt bgp bom boringssl bpf cbc
cdn cidr conntrack cors cr crl crlf csp csr csrf ddos der des dhcp dhe dig dmz dns dos dsa dtls ebpf ecdh ecdhe ecdsa
ecmp ed25519 egid eof eol eot ethtool euid fin fqdn ftp ftps gcm gid gids gnutls h2 h2c h3 hmac hsm hsts http http2
http3 https iam icmp id ids ifconfig imap ip iperf ips ipsec ipv4 ipv6 ipvs iso8859 jsonrpc jwe jwks jws jwt kerberos
kms krb5 lacp latin1 ldap ldaps lf lsof mbedtls md5 mfa mss mtls mtu nack nat netfilter netlink netns netstat nftables
nmap nslookup nss ntp oauth oauth2 ocsp oid oidc openid openssl ospf otp p12 pac pbkdf2 pem pfx pkcs pkcs11 pkcs12
pkcs8 pki pop3 ppid proxyprotocol ptp quic rbac rest restful rid rsa rst rtt saml scp scrypt seq sftp sha sha1 sha2
sha256 sha384 sha512 smtp smtps sni soap socks socks5 spdy sse ssh ssh2 sshd ssl sslv3 sso ssrf sts syn synack tcp tid
tids tls tls1 totp tpm traceroute ttl udp uid uids uri uris url urn utf16 utf8 vid vrrp vxlan waf wireguard wss x509
xdp xff xmlrpc xsrf xss
`

/** Processors, disks, file systems, units. */
export const HARDWARE_AND_UNITS = `
aarch64 acpi amd amd64 apic arm arm64 armv7 asic aufs avx avx2 bios bmc bps btrfs cifs cuda cudnn dimm dma ecc efi
epoll ext3 ext4 fanotify fat32 fpga fuse gb gbps ghz gib gpt gpu gpus hba hdd hdds head hr hrs hz i386 i686 inotify
intel iommu iops iouring ipmi iscsi kb kbps khz kib kqueue lvm mb mbps mbr mce mhz mib mins mips mmu ms nfs nic nics
ns ntfs numa nvidia nvme nvram ops overlay2 overlayfs pb pci pcie ppc64le ppm put qps ram riscv riscv64 rocm rom rpm
rps s390x samba sas sata scsi sec secs simd smart smb squashfs ssd ssds sse2 tb tib tlb tps tpu uefi us usb wasi wasm
x64 x86 x86_64 xfs zfs
`

/** Signals, daemons, commands, distributions. */
export const UNIX = `
anacron asan atd auditd automount awk bash blkid brotli bsod bugcheck busybox bzip2 cat chattr chgrp chmod chown
chronyd cmp coreutils cp crond csh cupsd cut dash dbus dd deflate df dhclient dmesg dracut egrep eip emacs envsubst
fdisk fgrep free ftpd gawk gdb gdm getent gettext glibc gpf groupadd grub gunzip gzip hostnamectl htop httpd httpie
initrd insmod ionice iostat iotop jbd2 journalctl journald jq khugepaged killall ksh ksoftirqd kswapd kthread kworker
ld ldconfig ldd libcrypto libcurl libgcc libjpeg libpng libpq libssl libstdc libxml2 libz lld lldb ln logind logrotate
ls lsblk lsmod ltrace lz4 mkfs mkswap modprobe mpstat msan musl mv nano networkd nice nmbd nohup nsswitch ntpd ntpdate
objdump oom oomkilled oomkiller pam_unix parted passwd perf pgrep pkill polkit pstree readelf renice rip rm rmdir
rmmod rpcd rsp rsyslogd sar sed segv sigabrt sigalrm sigbus sigchld sigcont sigfpe sighup sigill sigint sigkill
sigpipe sigquit sigsegv sigstkflt sigstop sigterm sigtrap sigusr1 sigusr2 sigxcpu smbd snappy ssh-keygen stat su
syslogd systemctl tar tcsh tee telnetd timesyncd tsan ubsan udev udevd umask umount uname uniq useradd usermod
valgrind vim wc wget whoami xargs xz yq zlib zsh zstd
`

/** Containers, Kubernetes and what surrounds it. */
export const CONTAINERS = `
aix aks alpine amazonlinux android antiaffinity apigroup apiserver apiversion archlinux argo argocd
backofflimitexceeded bake bionic bookworm buildah buildkit buildkitd buildx bullseye buster calico centos ceph cephfs
cert-manager certmanager cilium cka clusterrole clusterrolebinding cni containercannotrun containercreating containerd
coredns crashloopbackoff crd crds createcontainerconfigerror createcontainererror cri crio crun csi cygwin darwin
deadlineexceeded debian distroless dockerd ecs eks envoy errimagepull etcd etcdctl etcdserver failedattachvolume
failedcreatepodsandbox failedmount failedscheduling fargate fedora flannel flux fluxcd focal freebsd gke glusterfs
helm helmfile helmrelease hpa illumos imagepullbackoff ingressclass invalidimagename ios ipados istio istiod jammy jib
k3d k3s k8s kaniko karpenter keda kind knative kube kubeadm kubectl kubedns kubernetes kubevirt kustomization
kustomize linkerd linux longhorn macos microk8s mingw minikube minio moby msvc msys msys2 netbsd networknotready
networkpolicy nodenotready nodeselector notready oci ocispec openbsd openshift opensuse osx packerless pdb pdbs
podinitializing podman podsecuritypolicy podtemplate posix pv pvc pvcs pvs rancher rbd rhel rolebinding runc
runcontainererror serviceaccount serviceaccounts skopeo solaris suse tekton tiller toleration tolerations traefik
ubuntu unix velero vpa wsl wsl2 xenial xnu
`

/** Services of clouds and tools that build on them. */
export const CLOUDS = `
aad acr akamai alb ami amis ansible apigateway appengine appinsights appservice arn asg assumerole aws beanstalk
bigquery bigtable cloudflare cloudformation cloudfront cloudinit cloudrun cloudsql cloudtrail cloudwatch codebuild
codedeploy codepipeline cosmosdb databricks dataproc digitalocean dynamodb ebs ec2 ecr efs elasticache elb elbv2 emr
entra esxi eventbridge eventhub eventhubs fastly firebase firehose gce gcloud gcp gcr glue heroku hyperv igw imds
imdsv2 keyvault kinesis kvm libvirt libvirtd msk natgateway netlify nlb onelake opensearch openstack opentofu proxmox
pulumi qemu rds redshift route53 s3 sagemaker saltstack secretsmanager servicebus ses snowflake sns spanner sqs ssm
stackdriver stepfunctions terraform terragrunt vagrant vcenter vercel vmss vmware vpce vsphere xen
`

/** Databases, queues, data formats, query words. */
export const DATABASES = `
activemq activerecord airflow alembic alter amqp aof arangodb artemis asm asyncpg avif begin bgsave bgwriter binlog
bmp bookkeeper bson bullmq c3p0 cassandra cbor celery checkpointer clickhouse cockroachdb couchbase couchdb cross css
csv cte ctid dagster dapper db2 dbcontext dbcp dbt dcl ddl debezium deltalake derby dml dragonflydb drizzle duckdb
ecto efcore elasticsearch except filebeat flink flyway galera gif gorm groupby gtid h2database hadoop having hbase hcl
hdfs hive hsqldb html html5 iceberg ico indices influxdb informix ini innodb intersect ioredis jdbc jedis jetstream
jmespath jooq jpa jpeg jpg json json5 jsonl jsonpath kafka keydb kibana knex kraft ksql ksqldb latex less lettuce
liquibase lockwait logstash lucene mapred mapreduce mariadb mariadbd markdown materialized md memcached metricbeat
mongo mongod mongodb mongoose mongos mp3 mp4 mqtt msgpack mssql mvcc mybatis myisam mysql mysql2 mysqld mysqldump nats
natural ndjson neo4j nifi nosql nsq nullif odbc ogg oozie oracle orc orderby otf parquet patroni pdf percona pg
pg_catalog pg_stat_activity pgpool pgsql pgx plsql png postgresql prefect presto prisma proxysql psql psycopg psycopg2
pulsar pymongo pymysql pyspark rabbitmq rac rdb rdd redis-cli redisson redolog relaylog relfilenode repmgr resque
rocksdb rq sass scss scylladb sentinel sequelize sidekiq solr spark sql sqlalchemy sqlite sqlite3 sqlserver sqlx sqoop
subselect svg sybase tempdb thrift tidb tiff tikv timescaledb toast toml trino tsql tsv ttf typeorm undolog union
valkey vitess wal walreceiver walsender walwriter wav webm webp where wiredtiger woff woff2 work_mem wsrep xhtml xid
xmax xmin xpath xsd xslt yarn yml yugabytedb zeromq zk zookeeper
`

/** Java, Kotlin, Scala and their tools. */
export const JVM = `
adb akka ant apache applicationcontext artifactid assertj bazel beanfactory catalina checkstyle clojure cms commons
corretto dalvik dispatcherservlet dropwizard errorprone findbugs g1 glassfish graalvm gradle gradlew groupid guava
hamcrest httpclient jacoco jakarta jar jars java javac javadoc javax jaxb jaxrs jboss jdk jetty jit jmx jndi jre jsf
jsp junit junit4 junit5 jvm kotlin kotlinc ktor leiningen log4j log4j2 logback logcat lombok maven metaspace micronaut
mockito mvn netty okhttp oldgen openfeign openj9 pekko permgen pmd pom powermock proguard r8 reactor resilience4j
resteasy retrofit rmi rxjava safepoint sbt scala scalac scalatest sleuth slf4j sonarqube spotbugs spring springboot
springframework struts surefire survivor temurin testng tomcat vavr vertx war webflux weblogic websphere wildfly
youngen zgc zipkin zuul
`

/** Python, its packages and tools. */
export const PYTHON = `
aiohttp argparse arrow asgi asyncio beautifulsoup boto3 botocore capsys certifi cffi conda conftest contextlib cpython
ctypes cython dask distutils django egg eggs eventlet fastapi flake8 flask functools futures getpass gevent gunicorn
httpx hypercorn importlib io isort itertools jax jinja jinja2 keras lxml matplotlib monkeypatch mypy mypyc nox numba
numpy opencv os pandas pathlib pickle pillow pip pip3 pipenv pipx pkg_resources playwright poetry polars pth pyarrow
pyc pycache pycodestyle pyd pydantic pyenv pyflakes pylint pypi pyproject pypy pyre pyright pytest python python2
python3 pytorch pyyaml re rerunfailures ruff scikit-learn scipy scrapy sdist seaborn selenium setuptools shutil
sklearn starlette stubtest tempfile tensorflow torch torchvision tornado tox twisted typer typeshed urllib urllib3 uv
uvicorn uwsgi venv wsgi xarray xdist xfail xfailed xpass xpassed
`

/** JavaScript, its packages and tools. */
export const JAVASCRIPT = `
ajv angular angularjs autoprefixer axios babel biome bun chai cjs commitlint commonjs corepack cssnano cssom cts
cypress d3 dayjs deno devdependencies dom domexception electron esbuild eslint eslintrc esm eventemitter express
expressjs fastify formik hapi hmr husky iife indexeddb javascript jest jquery js jsdelivr jsdom jshint jsx koa lerna
libuv localstorage lodash mjs mobx mocha mts nestjs next nextjs nexttick nightwatch nodejs nodemon npm npmjs npmrc npx
nuxt nuxtjs nvm nx optionaldependencies parcel peerdependencies pinia pm2 pnpm pnpx postcss preact prettier puppeteer
ramda react reactdom redux requestanimationframe rollup rsc rxjs serviceworker sessionstorage setimmediate setinterval
settimeout shrinkwrap sinon socketio solidjs ssg ssr standardjs storybook stylelint svelte sveltekit swc tailwind
tailwindcss testcafe thenable threejs ts tsc tsconfig tslint tsserver tsx turbo turbopack turborepo umd undici unpkg
v8 vite vitest vue vuex webassembly webworker xhr xmlhttprequest yarnpkg yup zod zustand
`

/** Go, Rust, C and their tools. */
export const GO_RUST_C = `
actix addresssanitizer anyhow arc async-std autoconf automake axum bazelisk bincode boost borrow borrowck borrowed buf
cargo catch2 ccache cflags cgo chan chans chi clang clippy cmake conan cpp cppflags crossbeam ctest cxx cxxflags
distcc echo errgroup gcc gin ginkgo gmake go gocache gofmt goimports golang golangci golint gomega gomod googletest
gopath goroot gosec gosum gotest gotestsum govet gtest hyper ldflags libtool llvm make makefile memorysanitizer meson
miri msrv nextest nightly ninja panicked pkg-config pkgconfig protoc protoc-gen-go rayon refcell reqwest rtti rust
rustc rustdoc rustfmt rustup rwlock rwmutex sccache staticcheck testify thiserror threadsanitizer tokio tonic trybuild
turbofish undefinedbehaviorsanitizer vcpkg vtable waitgroup
`

/** .NET, PHP, Ruby, Swift and others. */
export const OTHER_LANGUAGES = `
artisan aspnet aspnetcore beam blazor cabal capybara carthage clr cobol cocoapods coreclr cpan cran csharp csproj dart
dll dlls dotnet drupal elixir eloquent entityframework erb erlang exe flutter fortran fpm fsharp fsproj gem gemfile
gems gemspec genserver gfortran ghc gopls haskell hresult iis irb jruby kestrel laravel linq lua luajit magento matlab
maui minitest mix mono msbuild msi mstest nim ntstatus nuget nunit objc ocaml opam opcache openresty packagist pecl
perl perl5 php phpstan phpunit powershell pub puma pwsh rails rake rakefile rbenv regedit rlang roslyn rspec rubocop
ruby rubygems rvm schannel simctl sln swift swiftc swiftpm symfony tidyverse unicorn unity3d vbnet w3wp winforms winrm
wmi wordpress wpf xaml xcode xcodebuild xcrun xunit zendframework zig
`

/** Version control, runners, registries of packages. */
export const VERSION_CONTROL_AND_CI = `
ancestor appveyor artifactory bitbucket buildkite cd cherry-pick ci cicd circleci codecov cosign coveralls cvs
cyclonedx dependabot dubious fast-forward gerrit git gitconfig gitea github gitignore gitlab gitmodules gpgsign
jenkins jenkinsfile jfrog lfs mercurial perforce renovate renovatebot sbom sigstore snyk sonatype spdx squash
subversion svn teamcity travisci trivy woodpecker
`

/** Web servers, name servers, metrics, traces, log shippers, sign-in and model providers. */
export const SERVERS_AND_OBSERVABILITY = `
aaaa acme airbrake alertmanager anthropic apache2 apisix appdynamics auth0 bind9 bugsnag caddy cadvisor certbot cname
cognito collectd consul datadog dnskey dnsmasq dnssec dogstatsd drain3 dynatrace eai_again fastcgi fluent-bit
fluentbit fluentd gai getaddrinfo gethostbyname grafana graphite haproxy huggingface jaeger keepalived keycloak
kyverno langchain launchdarkly letsencrypt lightstep llm llms logdna loggly loghub loki mailgun mod_jk mod_proxy
mod_rewrite mod_ssl modsecurity mpm mx nagios nameserver nameservers netdata newrelic nginx nomad nxdomain okta onnx
opa openai opencensus openpolicyagent opentelemetry opentracing opsgenie otel otlp pagerduty pingdom powerdns promtail
pushgateway resolv resolvconf rrsig scgi sendgrid servfail slack soa spanid spiffe splunk squid statuspage stripe
sumologic telegraf traceid twilio txt tyk unbound varnish vault vhost vhosts victoriametrics victorops vllm zabbix
zerossl
`

/** Header names, errno names, npm codes. */
export const HTTP_AND_ERRNO = `
accept-encoding bearer cache-control chunked command-not-found e401 e403 e404 eacces eaddrinuse eaddrnotavail
eafnosupport eagain ealready ebadengine ebadf ebadplatform ebusy ecanceled echild econnaborted econnrefused econnreset
edeadlk edestaddrreq edquot eexist efbig ehostdown ehostunreach einprogress eintegrity eintr einval eio eisconn eisdir
elifecycle eloop emfile emlink emsgsize enametoolong end-to-end enetdown enetunreach enfile enobufs enodev enoent
enoexec enolock enomem enoself enospc enosys enotconn enotdir enotempty enotfound enotsup enoversions enxio eperm
epipe eproto eprotonosupport epublishconflict eresolve erofs esrch estale etag etarget etimedout eusage exdev
keep-alive man-in-the-middle no-op referer round-robin roundrobin sign-in sign-out trade-off x-forwarded-for
`

/** Irregular forms of technical verbs, and plain words that logs need. */
export const ENGLISH_FORMS = `
acceptable acceptance accepted accepting accepts afterall aftereach alpha alphas assertequal assertequals assertfalse
assertnull assertraises assertthat asserttrue battery beforeall beforeeach began begun beta betas big broke built
builtins caught chose chosen cold compilefail delta describe e2e east fan fell fixme forbade forgot forgotten froze ga
gamma gave given got gotten held hot hours integrationtests intrinsics jsx-a11y kept knew laid large led left long
lost low lts made meant met multi-threaded new nightlies north old overran overrode overtaken paid power ran rc read
rebuilt redef resent rewritten right robin run running sent shook short single-threaded slept small south spent spun
stood stuck sunk swept taken temperature thermal threw thrown tobe tobedefined tobenull today todo toequal
tohavebeencalled tohavelength told tomatch tomatchsnapshot took tothrow understood undid undone unwound voltage went
west withdrawn withheld wound written wrote yesterday
`

/** System calls and C library functions. */
export const SYSTEM_CALLS = `
abi accept4 arithmetic back bad brk capget capset cfgparser chdir chrome chromium cli clock_gettime closedir cmd
codeload com current dealt deb dep deps devtools dirname doc docs docutils drawn driven dup dup2 dup3 epoll_ctl
epoll_wait eventfd execve execvp ext faccessat fallocate fchdir fchown fcntl fdatasync ffi firefox flock force
forgiven found fstat ftruncate getpeername getsockname getsockopt gettimeofday getuid ghcr githubusercontent gmt gnupg
gpg gz help home inbytes inflight ipython jupyter localdomain localstore logname lru lstat madvise manylinux mkdirat
mmap mprotect munmap nanosleep napi nbytes ncols ncurses net nonroot notebook nrows openat opendir org outbytes pipe2
pkgs ppoll prctl pread preauth prebuild prebuilt prod pselect ptrace pwrite py quay readdir reading readline readlink
readv recv recvfrom recvmsg rev rhost ridden rootdir rowcount rs ruser rx rxbytes sbrk sendmsg sendto setgid setgroups
setns setsockopt sh shown signalfd single sphinx statfs std stdio subdir subdirs svc tempdir tgz timerfd tls12 tls13
tty tx txbytes tz tzdata ui unlinkat unshare userauth verbosity vfork wait4 waitpid whl writev
`
