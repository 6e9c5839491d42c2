/**
 * Words that tell states, directions and verdicts apart. Templates that differ in one of them are never merged:
 * "connection opened" and "connection closed" are two events, and the difference is often the diagnosis.
 */
const STATE_WORDS = new Set(
  `
  true false yes no on off null nil none undefined nan unknown empty set unset
  up down ok okay good bad ready unready alive dead healthy unhealthy degraded
  start started starting starts stop stopped stopping stops restart restarted restarting pause paused pausing resume resumed
  begin began beginning begun end ended ending finish finished finishing complete completed completing done
  run running ran wait waiting waited sleep sleeping idle busy active inactive pending queued scheduled
  open opened opening close closed closing connect connected connecting disconnect disconnected disconnecting
  bind bound unbind unbound attach attached detach detached mount mounted unmount unmounted umount
  enable enabled enabling disable disabled disabling allow allowed deny denied permit permitted forbid forbidden
  accept accepted accepting reject rejected refuse refused grant granted revoke revoked
  success successful successfully succeed succeeded fail failed failing fails failure failures pass passed passing skip skipped
  valid invalid correct incorrect found missing exists absent present available unavailable reachable unreachable
  add added adding remove removed removing delete deleted deleting create created creating destroy destroyed destroying
  insert inserted update updated updating upsert replace replaced
  load loaded loading unload unloaded save saved saving store stored
  read reading write writing wrote written send sending sent receive receiving received request response
  get post put patch head options delete
  lock locked unlock unlocked acquire acquired release released
  login logout logon logoff in out enter entered exit exited leave left join joined
  install installed uninstall uninstalled upgrade upgraded downgrade downgraded
  allocate allocated deallocate free freed commit committed abort aborted rollback
  increase increased increasing decrease decreased decreasing grow shrink high low
  error errors warning warnings warn info debug fatal critical notice trace
  first last before after above below left right master slave primary secondary leader follower leading following looking observing
  online offline public private enabled visible hidden show hide shown
  killed terminated crashed exited died evicted cancelled canceled timeout expired
  normal abnormal expected unexpected correctable uncorrectable
  `
    .trim()
    .split(/\s+/),
)

/** True for a state word in any case, with or without quotes around it. */
export function isStateWord(word: string): boolean {
  const first = word.charCodeAt(0)
  const bare = first === 34 || first === 39 ? word.slice(1, -1) : word
  return bare.length <= 16 && STATE_WORDS.has(bare.toLowerCase())
}
