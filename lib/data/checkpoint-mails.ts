import { withTenant } from './prisma.ts'
import { type TenantId, unscopedCall, unscopedTenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Who wants the latest checkpoint of the audit log by mail each day.
 *
 *   hasCheckpointMail(tenant, userId)
 *   setCheckpointMail(tenant, userId, on)    the member exists (a foreign key); leaving ends it
 *   claimDueCheckpointMails(limit)           each is handed out once a day
 */

export async function hasCheckpointMail(tenant: TenantId, userId: string): Promise<boolean> {
  if (!isUuid(userId)) return false
  return (await withTenant(tenant, (tx) => tx.checkpointMail.count({ where: { tenantId: tenant, userId } }))) > 0
}

export async function setCheckpointMail(tenant: TenantId, userId: string, on: boolean): Promise<void> {
  const row = { tenantId: tenant, userId }
  await withTenant(tenant, async (tx) => {
    if (on) await tx.checkpointMail.createMany({ data: [row], skipDuplicates: true })
    else await tx.checkpointMail.deleteMany({ where: row })
  })
}

export async function claimDueCheckpointMails(limit: number): Promise<{ tenant: TenantId; userId: string }[]> {
  const rows = await unscopedCall<{ tenant_id: string; user_id: string }>('claim_due_checkpoint_mails', limit)
  return rows.map(({ tenant_id, user_id }) => ({ tenant: unscopedTenantId(tenant_id), userId: user_id }))
}
