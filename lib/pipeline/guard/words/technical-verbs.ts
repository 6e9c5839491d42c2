/** Verbs of logs, in their base form; `inflections.ts` adds the regular forms. `!` doubles the last letter (`stop!`: stopped); `~` has no regular past. */
export const TECHNICAL_VERBS = `
abort access acknowledge acquire activate add adjust aggregate alias allocate allow allowlist analyze annotate append
apply archive arrange assemble assert assign attach attempt audit authenticate authorize autocomplete autodetect
autogenerate autoload autoscale autowire backfill backport balance bind~ bisect blacklist block blocklist bootstrap
bring~ broadcast~ buffer build~ bundle bypass cache calculate call cancel cancel! canonicalize capture cascade cast~
cause certify change check checkout checkpoint checksum chroot clash classify clean cleanup clone close coalesce
collect collide commit! compact compare compile complete compose compress compute concatenate configure confirm
conflict connect consume contact contain containerize convert cordon correlate corrupt crash create customize cycle
daemonize deactivate deadlock debug! decline decode decompose decompress decorate decrement decrypt deduct dedupe
deduplicate deem default defer! define degrade delegate delete delimit demote demultiplex denormalize deny denylist
depend deploy deprecate dequeue dereference derive deselect deserialize destroy destructure detach detect determine
deviate diagnose dial diff differ disable disallow disassociate discard disconnect discover disentangle dismount
dispatch display dispose distribute divide dockerize document downgrade download downscale drain drop! dump duplicate
edit elapse embed! emit! emulate enable enact encapsulate encode encounter encrypt enforce enlist enqueue enrich
enroll ensure enter enumerate escalate escape establish evaluate evict exceed exclude execute exhaust exist exit
expand expect expire explode export expose extend extract fail failover fallback fetch filter finalize find~ finish
flag! flap! flatten flood flush fork format! forward fragment freeze~ fsck fulfill function garbage generate get!~
grep! group guard halt handle handshake hang~ harden hash heartbeat hibernate hotfix hotswap! hydrate identify ignore
impersonate implement import include increment indent index infer! ingest inherit init initialize initiate inject
inline insert inspect install instantiate instrument intercept interpolate interpret interrupt invalidate invoke
isolate issue iterate join journal kill launch leak lex limit link lint listen load locate lock log! lookup loop
lowercase maintain malform map! mask match mean~ memoize merge migrate minify minimize mirror misalign misconfigure
mismatch mkdir mock modify monitor mount move multicast multiplex mutate mux name navigate need negotiate normalize
notify nullify obfuscate observe obtain occur! omit! open optimize orchestrate orphan output overcommit! overflow
overlap! overload overprovision override~ oversubscribe overwrite~ own pack package paginate panic parameterize
parametrize parse partition pass patch pause peer perform permit! persist pin! ping pipe pivot plug! poison poll
populate port post preallocate precompile predict preempt prefetch prefix preload prepare prepend preprocess preserve
prevent print probe proceed process produce profile prohibit promote prompt propagate protect provide provision proxy
prune publish pull purge push quarantine query queue quiesce quit!~ quote raise randomize rasterize re-export reach
reacquire reallocate reassign reattach rebalance rebase reboot rebuild~ recalculate receive recheck recommit!
recompile recompute reconcile reconfigure reconnect recover recreate recurse redact redeclare redefine redeliver
redeploy redirect redistribute reduce refactor reference refresh refuse regenerate register rehash reimport reindex
reinitialize reinstall reject rejoin relabel! relay release reload relocate remap! remount remove rename render
renegotiate renew reopen repair reparse repeat replace replay replicate report reprocess request requeue require
reroute rerun!~ reschedule reseed reserve reset!~ resize resolve respawn respond restart restore restrict resubmit!
resume retain retire retransmit! retrieve retry return reuse revalidate revert revise revoke rewrite~ rollback rotate
round route sample sanitize satisfy save scale scan! schedule scrape scrub! seed segment select send~ serialize serve
shadow shard shift show shut!~ signal simulate skip! sleep~ slice snapshot sniff sort spawn specify spin!~ split!~
spool stage stall start stash stop! store stream stringify strip! stub! subclass submit! subscribe succeed supersede
supply support suppress surpass suspend swap! switch sync synchronize synthesize tag! tail taint target terminate test
throttle throw~ time timeout toggle tokenize trace track transact transcode transfer! transform transition translate
transmit! transpile trap! traverse trigger trim! truncate tune tunnel type typecheck unbind~ unblock uncompress
undeploy underflow undo~ unescape unfreeze unicast uninstall unlink unload unlock unmap! unmarshal unmount unpack
unpin! unregister unset!~ unsubscribe unwind~ unwrap! unzip! update upgrade upload uppercase upsert use vacuum
validate vary vectorize vendor verify view violate virtualize wait wake~ walk warm warmup watch whitelist wipe wire
work wrap! write~ yield zip!list
`
