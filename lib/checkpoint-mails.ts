import { latestCheckpoint } from './audit-log.ts'
import { createAuditEvent } from './data/audit-events.ts'
import { claimDueCheckpointMails, setCheckpointMail } from './data/checkpoint-mails.ts'
import { findMember } from './data/memberships.ts'
import { withTenant } from './data/prisma.ts'
import { getTenant } from './data/tenants.ts'
import type { TenantId } from './data/unscoped.ts'
import { env } from './env.ts'
import { log } from './log.ts'
import { sendMail } from './mail.ts'
import { can } from './permissions.ts'

/** Checkpoints outside of Lethe are what makes a rewritten log show: whoever asks gets the newest by mail each day. */

const MAILS_AT_ONCE = 200

export async function changeCheckpointMail(tenant: TenantId, userId: string, daily: boolean): Promise<void> {
  await withTenant(tenant, async () => {
    await setCheckpointMail(tenant, userId, daily)
    const action = daily ? 'audit.checkpoint_mail_on' : 'audit.checkpoint_mail_off'
    await createAuditEvent(tenant, { actorId: userId, action })
  })
}

/** One turn: how many were sent. A mail that could not be sent is said in the log; the next day's has the newer checkpoint. */
export async function mailCheckpoints(): Promise<number> {
  let sent = 0
  for (const { tenant, userId } of await claimDueCheckpointMails(MAILS_AT_ONCE)) {
    try {
      if (await mailCheckpoint(tenant, userId)) sent++
    } catch (error) {
      log.warn('checkpoint not mailed', { error: error instanceof Error ? error.name : typeof error })
    }
  }
  return sent
}

/** Not to somebody who may not look at the log any more. */
async function mailCheckpoint(tenant: TenantId, userId: string): Promise<boolean> {
  const member = await findMember(tenant, userId)
  if (!member || !can(member.role, 'audit:read')) return false
  const checkpoint = await latestCheckpoint(tenant)
  if (!checkpoint) return false
  const { name } = await getTenant(tenant)
  await sendMail({
    to: member.email,
    subject: `Audit checkpoint ${checkpoint.seq} of ${name.replace(/[\r\n]/g, ' ')}`,
    paragraphs: [
      'Keep this mail. An audit log that no longer runs through this checkpoint was rewritten, cut off or put back to an older copy.',
      JSON.stringify(checkpoint),
      'To check an export, save the line above as checkpoint.json and run: bin/lethe audit verify EXPORT.jsonl --since checkpoint.json',
      `It comes once a day because you asked for it at ${env().url}/settings/audit, where you can end it.`,
    ],
  })
  return true
}
