import type { Metadata } from 'next'
import { Analyzer } from '#components/analyze/analyzer.tsx'
import { CannotAnalyze } from '#components/analyze/cannot-analyze.tsx'
import { can } from '#lib/permissions.ts'
import { listExactValues, loadRedactionSettings } from '#lib/redaction-policy.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Analyze' }

export default async function AnalyzePage() {
  const { role, tenant, workspaceName } = await requireMember()
  if (!can(role, 'analysis:create')) return <CannotAnalyze workspaceName={workspaceName} />
  const [{ allowKeep: _, ...policy }, values] = [await loadRedactionSettings(tenant), await listExactValues(tenant)]
  return <Analyzer policy={policy} exactValues={values.reduce((sum, { count }) => sum + count, 0)} />
}
