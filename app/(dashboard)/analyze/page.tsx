import type { Metadata } from 'next'
import { Analyzer } from '#components/analyze/analyzer.tsx'
import { CannotAnalyze } from '#components/analyze/cannot-analyze.tsx'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Analyze' }

export default async function AnalyzePage() {
  const { role, workspaceName } = await requireMember()
  if (!can(role, 'analysis:create')) return <CannotAnalyze workspaceName={workspaceName} />
  return <Analyzer />
}
