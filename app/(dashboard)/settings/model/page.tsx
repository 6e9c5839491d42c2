import type { Metadata } from 'next'
import { ModelDesk } from '#components/settings/model-desk.tsx'
import { ModelFacts } from '#components/settings/model-facts.tsx'
import { WhoManages } from '#components/settings/who-manages.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listManagers } from '#lib/managers.ts'
import { viewModelPolicy } from '#lib/model-policy.ts'
import { can } from '#lib/permissions.ts'
import { COMPLEX_MODEL, FAST_MODEL } from '#lib/pipeline/analyze/models.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Model' }

const NAMES = { fast: FAST_MODEL, complex: COMPLEX_MODEL }

export default async function ModelPage() {
  const { tenant, role, workspaceName } = await requireMember()
  const view = await viewModelPolicy(tenant)
  const manages = can(role, 'model:manage')
  return (
    <>
      <PageHeader
        title="Model"
        lead="Which engine answers, and what may leave for it. A new workspace sends nothing to any model."
      />
      {manages ? (
        <ModelDesk view={view} names={NAMES} />
      ) : (
        <>
          <WhoManages {...{ role, workspaceName }} managers={await listManagers(tenant, 'model:manage')} />
          <ModelFacts view={view} names={NAMES} />
        </>
      )}
    </>
  )
}
