import { EnvError, serverEnv } from './env.ts'
import { answerHooksFirst } from './hook-listener.ts'
import { startHousekeeping } from './housekeeping.ts'
import { KeyRingError } from './keyring.ts'
import { log } from './log.ts'
import type { OutboundAllow } from './outbound-env.ts'
import { drainOnSignal } from './queue/drain.ts'
import { RedisKeeps } from './queue/redis.ts'
import { startQueue } from './queue/start-queue.ts'
import { startSweep } from './queue/sweep.ts'
import { lostKeys } from './reseal.ts'
import { startHealthHistory } from './trust/health-history.ts'

/** Exactly, and once a start: a hole that nobody remembers is the worst kind. */
function sayWhatIsOpen({ outboundAllow, operatorOutboundAllow }: OutboundAllow): void {
  for (const address of operatorOutboundAllow)
    log.info('a local address may be reached', { address, byWorkspaces: outboundAllow.includes(address) })
}

/** Fails at boot rather than at the first request: a wrong setting or key is named, one line each, and the process ends. */
export async function boot(): Promise<void> {
  outliveReaders()
  try {
    sayWhatIsOpen(serverEnv())
    await startQueue()
    drainOnSignal()
    answerHooksFirst()
    startSweep()
    startHousekeeping()
    void nameLostKeys()
    startHealthHistory()
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof KeyRingError || error instanceof RedisKeeps)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/**
 * Where whoever read the output has gone, each line printed fails; unheard, the failure is an exception, which is printed, which
 * fails: a processor's whole time. The server goes on without a reader until it is told to end.
 */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/** Beside everything else: a large database takes some seconds, and what another key sealed can be read all the same. */
async function nameLostKeys(): Promise<void> {
  try {
    for (const line of await lostKeys()) process.stderr.write(`${line}\n`)
  } catch (error) {
    log.warn('keys not checked', { error: error instanceof Error ? error.name : typeof error })
  }
}
