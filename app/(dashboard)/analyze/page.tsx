import type { Metadata } from 'next'
import { Analyzer } from '#components/analyze/analyzer.tsx'
import { CannotAnalyze } from '#components/analyze/cannot-analyze.tsx'
import { FirstSteps } from '#components/analyze/first-steps.tsx'
import type { Revised } from '#components/analyze/revision-note.tsx'
import { findAnalysis } from '#lib/data/analyses.ts'
import { firstStepsOf } from '#lib/first-steps.ts'
import { modelEstimates } from '#lib/model-estimate.ts'
import { viewModelPolicy } from '#lib/model-policy.ts'
import { can } from '#lib/permissions.ts'
import { listExactValues, loadRedactionSettings } from '#lib/redaction-policy.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Analyze' }

interface Props {
  searchParams: Promise<{ revisionOf?: string | string[] }>
}

export default async function AnalyzePage({ searchParams }: Props) {
  const { role, tenant, userId, workspaceName } = await requireMember()
  if (!can(role, 'analysis:create')) return <CannotAnalyze workspaceName={workspaceName} />
  const { revisionOf } = await searchParams
  const [{ allowKeep, ...policy }, values] = [await loadRedactionSettings(tenant), await listExactValues(tenant)]
  const model = await viewModelPolicy(tenant)
  const estimates = modelEstimates(model)
  const steps = await firstStepsOf(tenant, userId)
  return (
    <Analyzer
      policy={policy}
      allowKeep={allowKeep}
      estimates={estimates}
      firstSteps={steps && <FirstSteps {...steps} manages={can(role, 'source:manage')} />}
      allowPictures={estimates.length > 0 && model.policy.allowPictures}
      exactValues={values.reduce((sum, { count }) => sum + count, 0)}
      revised={typeof revisionOf === 'string' ? await revisedAs(tenant, revisionOf) : null}
    />
  )
}

/** What the page may say of the analysis that a log is added to. Another workspace's is as missing as none. */
async function revisedAs(tenant: Parameters<typeof findAnalysis>[0], id: string): Promise<Revised | 'missing'> {
  const found = await findAnalysis(tenant, id)
  return found ? { id: found.id, title: found.analysis.title, alert: found.alert } : 'missing'
}
