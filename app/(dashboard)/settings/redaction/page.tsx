import type { Metadata } from 'next'
import { ExactValues } from '#components/settings/exact-values.tsx'
import { RedactionFacts } from '#components/settings/redaction-facts.tsx'
import { RedactionForm } from '#components/settings/redaction-form.tsx'
import { WhoManages } from '#components/settings/who-manages.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listManagers } from '#lib/managers.ts'
import { can } from '#lib/permissions.ts'
import { listExactValues, loadRedactionSettings } from '#lib/redaction-policy.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Redaction settings' }

export default async function RedactionSettingsPage() {
  const { role, tenant, workspaceName } = await requireMember()
  const manages = can(role, 'redaction:manage')
  const [settings, lists] = [await loadRedactionSettings(tenant), await listExactValues(tenant)]
  const exactValues = lists.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <PageHeader
        title="Redaction"
        lead={
          <>
            What is struck out of a log beside what the <TextLink href="/security/redaction">built-in rules</TextLink>{' '}
            find. Those cannot be switched off.
          </>
        }
      />
      {manages ? (
        <>
          <RedactionForm settings={settings} />
          <ExactValues lists={lists.map(({ id, label, count }) => ({ id, label, count }))} />
        </>
      ) : (
        <>
          <WhoManages {...{ role, workspaceName }} managers={await listManagers(tenant, 'redaction:manage')} />
          <RedactionFacts settings={settings} exactValues={exactValues} />
        </>
      )}
    </>
  )
}
