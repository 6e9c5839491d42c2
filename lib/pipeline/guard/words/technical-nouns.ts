/** Nouns of logs, in the singular; `inflections.ts` adds the regular plural. */
export const TECHNICAL_NOUNS = `
abstraction accelerator accessor account accumulator acknowledgement acknowledgment action activation actor adapter
adaptor addon address addressing adjustment admin administrator advertisement advisory affinity agent aggregation
aggregator alarm alert algorithm alias alignment allocation allocator allowance allowlist alteration alternative
ambiguity amount amplification analysis analyzer anchor annotation annotator anomaly api app appender appliance
application approval approver arbiter architecture archive archiver area argument arity array artifact aspect
assembler assembly assertion assignment association attachment attack attacker attempt attestation attribute audit
auditor authentication authenticator authority authorization autocommit autoconfiguration autodiscovery autofix
autoindex autoloader autoscaler autoscaling autovacuum autowiring availability avro backend backlog backoff backplane
backport backpressure backtrace backup balance balancer bandwidth banner barrier baseline basename bastion batch
batcher beacon bean behavior behaviour benchmark binary binder binding bit bitfield bitmap bitmask bitrate blackbox
blackhole blacklist bloat blob block boolean boot bootloader bootstrapper bootstrapping bot bottleneck bound boundary
bracket branch breach breadcrumb breaker breakpoint bridge broadcast broker brownout browser bucket budget buffer bug
builder bundle bundler bus byte bytebuffer bytecode byteorder bytestream bytestring cache calibration callback callee
caller callgraph callsite canary cancellation candidate canonicalization capability capacity cardinality cartridge
cascade category certificate cgi cgroup chain change changelog changeset channel char character charset chart check
checker checkin checklist checkout checkpoint checksum child childprocess chipset chroot chunk cipher ciphersuite
circuit clash class classifier classloader classpath clause cleaner cleanup client clipboard clock clone closure cloud
cluster clustering cmdlet cmdline code codebase codec codegen codeowner codepage codepath codepoint coefficient
collapse collation collection collector collision colocate colocation color column combination combinator command
commandline comment commit committer compaction comparator comparison compartment compat compatibility compilation
compiler completion complexity compliance component componentry composer composition compression compressor
computation compute concat concatenation concurrency condition config configmap configuration configurator conflict
congestion connection connectivity connector consensus consistency console constant constraint constructor consumer
consumption container containerization containment content contention context contract controller convention
convergence conversion converter cookie cooldown coordinate coordinator coprocessor copy core coredump coroutine
correction corruption cost count countdown counter coverage cpu crash crate crawler creation creator credential
criteria criterion cron cronjob cryptography curl cursor customer cutover cyberattack cycle daemon daemonset dashboard
data database datacenter dataclass dataflow dataframe datagram datanode dataplane datapoint dataset datasource
datastore datatype date datetime deadletter deadline deadlock deallocation debounce debugger debugging declaration
declarator decoder decommission decompression decorator decryption deduplication default defaultdict defect definition
defragmentation degradation delay delegate delegation deletion delimiter delivery demand denormalization denylist
dependency dependent deployment deprecation depth dequeue dereference dereferencing derivation descendant descriptor
deserialization deserializer design desktop destination destructor detail detection detector developer deviation
device diagnosis diagnostic diagnostics dialect dialer dictionary diff difference digest digit dimension directive
directory disabler discard disconnect disconnection discovery discriminator disk dispatch dispatcher distribution
distributor distro divergence divider docker dockerfile dockerhub docstring doctest doctype document documentation
domain downlevel downlink download downloader downsampling downscaling downstream downtime drain drift drive driver
dropdown dtype dump dumper duplicate duplication durability duration edge edition editor effect egress elasticity
element eligibility embedding emission emitter emulator encapsulation enclave encoder encoding encryption endianness
endpoint enforcement engine enqueue enrollment entitlement entity entropy entry entrypoint enum enumeration
environment ephemeral epilog epoch erasure errno errorlevel escalation escape estimate evaluation evaluator event
eviction evictor evidence example exception exchange exclusion exec executable execution executor exemplar exhaustion
exitcode expansion expectation expiration expiry explanation exploit explorer exponent export exporter expression
extension extent extra extraction extractor facade facet factor factory failback failover failpoint failsafe failure
fallback fanout fault feature featureflag federation feed fencing fetch fetcher field file filegroup filehandle
filelock filename filepath fileset filesystem filter finalizer fingerprint firewall firmware fix fixture fixup flag
flake flavor float flow flush flusher folder followers font footer footprint foreground fork forking format formatter
formset formula forwarder foundation fraction fragment fragmentation frame framebuffer framework freelist frequency
frontend fsync fullscreen function functionality futex garbage gateway gauge gc generation generator generic
geolocation getter gibibyte gigabit gigabyte glob global glyph goroutine goroutines governor gradient grammar
granularity graph graphql greenlet grep group growth grpc guarantee guard guest guid guideline hack handle handler
handoff handshake hardcoded hardlink hardlockup hardware hash hasher hashing hashmap header headless headroom
healthcheck heap heartbeat helper heuristic hex hibernation hierarchy hint histogram history hit homepage hook hop
host hostkey hostname hostpath hotfix hotkey hotplug hotreload hotspot housekeeping hugepage hydration hyperlink
hyperthread hypervisor icon idempotency identifier identity illegal image imbalance immutability impersonation
implementation import importer inbound inbox include inclusion inconsistency increase increment indentation index
indexer indicator indirection inequality inference information infrastructure ingest ingestion ingress inheritance
initcontainer initdb initialization initializer initiator initramfs injection injector inlet inlining inode input
inspection inspector instability install installation installer instance instantiation instruction instrumentation
integer integration integrity interaction interceptor interface interleave interop interoperability interpolation
interpreter interrupt interval introspection invalidation invariant invocation invoker ioctl ioerror iowait iptable
isolation issue issuer item iterable iteratee iteration iterator jailbreak jarfile jitter job joblib journal
justification keepalive kernel key keyboard keychain keyfile keyframe keypair keyring keyserver keyspace keystore
keytab keyword kibibyte kilobyte kubeconfig kubelet kwarg label labeler lag lambda language latch latency launch
launcher layer layout leader leak lease ledger length level lexeme lexer lexicon libc libpath library license
lifecycle lifetime limit limitation limiter line lineage linebreak linkage linker linter linting list listener listing
literal livelock liveness livereload load loadbalancer loader locale localhost locality location lock lockdown locker
lockfile lockout lockup log logfile logger logic login loglevel logline logout logstream lookahead lookup loop
loopback lowercase lvalue machine macro mailbox mainframe mainline mainloop maintainer maintenance malloc malware
manager manifest mapper mapping margin marker marshaller mask master match matcher matrix maximum measure measurement
mebibyte mechanism media mediator megabyte member membership memcpy memory memtable menubar merge message metaclass
metadata metamethod metamodel meter method methodology metric microbenchmark microcode microphone microsecond
microservice microtask middleware migration milestone millisecond minification minifier minimum minute mirror
misalignment misconfiguration mismatch misprediction mitigation mixin mock modal mode model modem modification
modifier modulator module modulefile modulus monitor monorepo monotonic mount mountpoint mpmc multicast multipart
multiplexer multiplexing multiplier multiprocessing multitenancy multithreading mutation mutex name namenode namespace
namespacing nanos nanosecond navigator negation negotiation negotiator neighbor network networking newline node
nodegroup nodepool nodeport nonce noop normalizer notary notation notification notifier null nullability nullable
number numeric object objective observability observer obstacle occurrence offload offloading offset onboarding opcode
opencl opengl operand operation operator oplog optgroup optimization optimizer option orchestration orchestrator order
ordinal organization origin orphan outage outbound outbox outlet outlier output overcommit overfetch overflow overhead
overlap overlay override overrun overview owner ownership pack package packager packaging packet padding page
pagecache pagefile pageload pager pageserver pagesize pagination pair panel panic paradigm parallelism param parameter
parent parity parser part partition passkey passphrase passthrough passthru password patch path pathname pathspec
pattern payload payment peer peering penalty pending percent percentage percentile performance perimeter period
permission permissions permit permutation persistence pgbouncer phase pid pidfile ping pipeline pipelining pixel
placeholder placement plaintext plan planner platform playbook player plugin pod podspec pointer policy poll poller
polling polyfill pool pooler population popup port portability portal portfolio position postcondition postgres
postinstall postmortem postprocessor preamble precedence precision precompute precondition predicate prediction
preemption preference prefetch prefetcher prefix preflight prefork preinstall preload preloader prepack preprocessor
prerequisite presence preset presign preview prewarm primary primitive printer printk priority privilege probe problem
procedure process processor procfs producer product production profile profiler program progress project projection
prometheus promise promisor promotion prompt propagation property proposal protection proto protobuf protocol
prototype provenance provider provisioner provisioning proxy pruning pubkey publication publisher pubsub pull pulse
push quantile quantity quantization quarantine query queue quickfix quickstart quiescence quorum quota quotation quote
race rack raid ramdisk range rate ratelimit ratio reachability readability readahead reader readiness readme readonly
reallocation realm reason rebalance rebase rebinder rebinding reboot rebuild receipt receiver recheck recipe recipient
reclaim recommendation recompilation recompute reconciler reconciliation reconnect reconnection record recorder
recovery recursion redaction redelivery redeploy redeployment redirect redirection redis reducer redundancy reentrancy
refactoring refcount reference refinement reflection reflog refresh refspec refusal regex regexp region register
registrar registration registry regression reindex rejection relabeling relation relationship relay release
reliability reload relocation remainder remapping remediation remnant remote remount removal remux renderer renewal
reparse repeatability replacement replay replica replicaset replication replset repo repodata report reporter
repository representation request requester requirement rescheduling resend reserialization reservation reset
resharding resiliency resize resizer resolution resolver resource respawn responder response restart restore
restriction result resumption resync retention retransmission retransmit retrieval retrigger retry revalidation
reverse reverseproxy revision revocation rewind rewrite rewriter rfc rightsizing ringbuffer rollback rollout root
rootfs rotation roundtrip route router routine routing row rowid rowset rpc rsync rule rulebook ruleset runaway
runbook runlevel runnable runner runqueue runtime runtimeclass saga salt sample sampler sandbox sanitizer saturation
savepoint scale scaler scaling scan scanner scenario schedule scheduler scheduling schema schemaless schematic scheme
scope scoping score scrape scraper scraping scratch screen screenshot script scripting scroll scrubber sdk search
seccomp second secondary secret section sector security seeding segfault segment segmentation selection selector
selinux semantic semaphore semver sender sendfile sensor separator sequence serde serial serialization serializer
series server serverless service serving servlet session setcap setter setting setuid setup severity shader shapefile
shard sharder sharding sheet shell shellcheck shim shortcut shutdown sidecar signal signalling signature signedness
signer signin signing signout signup simulation simulator singlestat singleton sink site size skew slab slash slice
slot slowlog smoke smoketest snapshot snapshotter snapshotting snippet sockaddr socket softirq softlockup software
solution solver source sourcemap space span spec specification specifier speed spike spillover spinlock splitbrain
splitter spool spooler stack stacktrace stage stager staging stale stalled standard standby standbys stanza startup
starvation state stateful statefulset stateless statement static statistic stats statsd status stderr stdin stdlib
stdout step stopword storage storageclass store strace strategy stream streamer string stringification struct
structure stub stylesheet subclass subcommand subdirectory subdomain subelement subgraph subject submatrix submenu
submission submodule subnet subnetwork subprocess subproject subquery subroutine subscriber subscription subset
subshell substitute substitution substring subsystem subtask subtest subtree subtype success successor sudo sudoers
suffix suite sum summary superblock superclass supergroup superset superuser supervisor supplier support surface
suspension swap swapfile swappiness symbol symlink symlinks symptom symtab sync synchronization synchronizer synonym
syntax syscall sysctl syslog sysroot system systemd tab table tablespace tag tagging tail taint tarball tarfile target
task taxonomy tcpdump tcpip teardown telemetry template templating tenant tensor term terminal termination terminator
test testbed testcase tester testing testset testsuite text textarea texture theme thinpool thread threading
threadlock threadpool threat threshold throttle throttler throttling throughput throughputs throwable tick ticket tier
timedelta timekeeping timeline timeout timer timeseries timeslice timespan timestamp timezone tip title tmpdir tmpfs
tmux token tokenization tokenizer tombstone tool toolbar toolchain toolkit toolset tooltip topic toplevel topology
total trace traceback tracepoint tracer tracing trackback tracker traffic trait transaction transceiver transcoder
transcript transfer transform transformation transformer transience transition translation translator transmission
transmitter transpilation transpiler transport trap traversal tree trend trigger truncation trunk trustpolicy
truststore tunable tuner tunnel tunnelling tuple type typecast typecheck typechecker typeclass typedef typefaces
typename typescript typing typo ulimit unavailability unboxing underflow underrun unhandled unhealthiness unicode
uniqueness unit unittest unmarshaller unmarshalling unpacking unreachability update updater upgrade uplink upload
uploader upsert upstream uptime uptimes urlencode urls usage user userdata usergroup userinfo userland usermode
username userspace utf utility utilization uuid vacuum validation validator validity value variable variance variant
vaults vcpu vector vendor verification verifier version versioned versioning vertex view viewport violation virtio
virtualbox virtualenv virtualhost virtualization visibility visitor vlan vmcore vmstat volume vpc vpn vulnerability
wait waiter waitqueue wakeup walltime warmup warnings watchdog watcher watchpoint watermark webapp webdriver webhook
webpack webpage webrtc webserver website websocket webview wheel whitelabel whitelist whitespace widget width wifi
wildcard window winsock wizard wordsize workaround workdir worker workflow workload workqueue workspace workstation
worktree wrapper writeability writeahead writeback writer xattr xml yaml zipfile zombie zone
`
