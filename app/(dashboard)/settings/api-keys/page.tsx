import type { Metadata } from 'next'
import { KeyDesk } from '#components/settings/key-desk.tsx'
import { WhoManages } from '#components/settings/who-manages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listApiKeys } from '#lib/data/api-keys.ts'
import { env } from '#lib/env.ts'
import { listManagers } from '#lib/managers.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'API keys' }

export default async function ApiKeysPage() {
  const { tenant, role, workspaceName } = await requireMember()
  const manages = can(role, 'api_key:manage')
  const keys = manages ? await listApiKeys(tenant) : []
  return (
    <>
      <PageHeader
        title="API keys"
        lead="Programs send logs and read analyses with a key. A key ends with the membership of whoever made it."
      />
      {manages ? (
        <KeyDesk
          origin={env().url}
          keys={keys.map(({ createdBy, createdAt: _, expiresAt, lastUsedAt, ...key }) => ({
            ...key,
            owner: createdBy.email,
            expiresAt: expiresAt.toISOString(),
            lastUsedAt: lastUsedAt?.toISOString() ?? null,
            ended: expiresAt.getTime() <= Date.now(),
          }))}
        />
      ) : (
        <WhoManages {...{ role, workspaceName }} managers={await listManagers(tenant, 'api_key:manage')} />
      )}
    </>
  )
}
