import { signGrownChains } from './audit-log.ts'
import { sweepReconciliations } from './billing/reconcile.ts'
import { mailCheckpoints } from './checkpoint-mails.ts'
import { expireQuestionnaires } from './data/questionnaires.ts'
import { expireRequests } from './data/requests.ts'
import { expireSubscriptions } from './data/subscribers.ts'
import { sweepErasures } from './erasure.ts'
import { log } from './log.ts'
import { sendNoticeMails } from './notices/deliver.ts'
import { sendRequestMails } from './requests/deliver.ts'
import { pageOwner } from './requests/page-owner.ts'
import { resealStale } from './reseal.ts'
import { sweepRetention } from './retention.ts'
import { sweepDisconnected } from './sources.ts'
import { recheckDomains } from './sso/settings.ts'
import { remindOfBreaches } from './staff/breaches.ts'

/** What is done by the clock, in every process; each job may be run by several at once. */
const JOBS = [
  // What is younger than the last checkpoint could still be rewritten unseen.
  { name: 'audit checkpoints', everyMs: 60_000, run: () => signGrownChains() },
  { name: 'retention', everyMs: 300_000, run: () => sweepRetention() },
  { name: 'domains', everyMs: 300_000, run: () => recheckDomains() },
  { name: 'breach reminders', everyMs: 300_000, run: () => remindOfBreaches() },
  { name: 'questionnaires', everyMs: 3_600_000, run: () => expireQuestionnaires() },
  { name: 'notices', everyMs: 30_000, run: () => sendNoticeMails() },
  { name: 'mails of requests', everyMs: 30_000, run: () => sendRequestMails() },
  { name: 'overdue requests', everyMs: 300_000, run: () => pageOwner() },
  { name: 'old requests', everyMs: 3_600_000, run: () => expireRequests() },
  { name: 'unconfirmed addresses', everyMs: 3_600_000, run: () => expireSubscriptions() },
  { name: 'sealing anew', everyMs: 60_000, run: () => resealStale() },
  { name: 'checkpoint mails', everyMs: 600_000, run: () => mailCheckpoints() },
  { name: 'erasures', everyMs: 300_000, run: () => sweepErasures() },
  { name: 'disconnected sources', everyMs: 300_000, run: () => sweepDisconnected() },
  // Nightly: each account is due once after three in the morning.
  { name: 'reconciliation', everyMs: 600_000, run: () => sweepReconciliations() },
] as const

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheHousekeeping?: NodeJS.Timeout[] }

/** A job that fails is said and tried again at its next turn; a turn that takes longer than its interval is not doubled. */
export function startHousekeeping(): void {
  held.letheHousekeeping ??= JOBS.map(({ name, everyMs, run }) => {
    let busy = false
    const turn = async () => {
      if (busy) return
      busy = true
      await run().catch((error: unknown) =>
        log.warn('housekeeping failed', { name, error: error instanceof Error ? error.name : typeof error }),
      )
      busy = false
    }
    return setInterval(() => void turn(), everyMs).unref()
  })
}
