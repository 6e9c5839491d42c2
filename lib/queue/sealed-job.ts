import type { TenantId } from '../data/unscoped.ts'
import { serverEnv } from '../env.ts'
import type { AlertJob } from './alert-job.ts'

/**
 * A job outside of memory is sealed (AES-256-GCM) under a key of the ring, with its tenant as associated data. Whoever reads
 * the database or the shared queue without the ring reads nothing; what was changed or moved to another tenant does not open.
 *
 *   sealJob, openJob             whole, with its redacted text: for the shared queue only, never at rest
 *   sealRecovery, openRecovery   without any text of a log: for the row, until the job has ended
 */
const JOB_FIELD = 'queue.job'
const RECOVERY_FIELD = 'delivery.recovery'

/** Titles and links of an alert are short; what is longer is cut off by leaving it out. */
const MAX_RECOVERY_CHARS = 40_000

export const sealJob = (job: AlertJob): string =>
  serverEnv().keyRing.seal(JSON.stringify(job), { tenant: job.tenant, field: JOB_FIELD })

/** Throws KeyRingError for what was not sealed by this ring for this tenant. */
export const openJob = (tenant: string, sealed: string): AlertJob => open(tenant, sealed, JOB_FIELD)

export function sealRecovery(job: AlertJob): string {
  const bare: AlertJob = { ...job, received: { ...job.received, lines: [] } }
  const text = JSON.stringify(bare)
  const short =
    text.length <= MAX_RECOVERY_CHARS ? text : JSON.stringify({ ...bare, facts: { ...bare.facts, links: [] } })
  return serverEnv().keyRing.seal(short, { tenant: job.tenant, field: RECOVERY_FIELD })
}

export const openRecovery = (tenant: TenantId, sealed: string): AlertJob => open(tenant, sealed, RECOVERY_FIELD)

/** Authenticated: it is, byte for byte, a job that a process of this ring has written, and so redacted. */
function open(tenant: string, sealed: string, field: string): AlertJob {
  return JSON.parse(serverEnv().keyRing.open(sealed, { tenant, field }).toString('utf8')) as AlertJob
}
