import type { Metadata } from 'next'
import { CannotManage } from '#components/settings/cannot-manage.tsx'
import { ExactValues } from '#components/settings/exact-values.tsx'
import { RedactionForm } from '#components/settings/redaction-form.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can } from '#lib/permissions.ts'
import { listExactValues, loadRedactionSettings } from '#lib/redaction-policy.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Redaction settings' }

export default async function RedactionSettingsPage() {
  const { role, tenant, workspaceName } = await requireMember()
  if (!can(role, 'redaction:manage'))
    return <CannotManage title="Redaction" role={role} workspaceName={workspaceName} />
  const [settings, lists] = [await loadRedactionSettings(tenant), await listExactValues(tenant)]
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-6 sm:px-6">
      <PageHeader
        title="Redaction"
        lead={
          <>
            What is struck out of a log beside what the <TextLink href="/security/redaction">built-in rules</TextLink>{' '}
            find. Those cannot be switched off.
          </>
        }
      />
      <RedactionForm settings={settings} />
      <ExactValues lists={lists.map(({ id, label, count }) => ({ id, label, count }))} />
    </div>
  )
}
