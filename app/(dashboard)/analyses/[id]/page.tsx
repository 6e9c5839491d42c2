import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AddLogs, lacksLog } from '#components/analysis/add-logs.tsx'
import { AlertCard } from '#components/analysis/alert-card.tsx'
import { DeleteAnalysis } from '#components/analysis/delete-analysis.tsx'
import { Feedback, type FeedbackEntry } from '#components/analysis/feedback.tsx'
import { RelightPanel } from '#components/analysis/relight-panel.tsx'
import { RelitProvider } from '#components/analysis/relit.tsx'
import { Result } from '#components/analysis/result.tsx'
import { Revisions } from '#components/analysis/revisions.tsx'
import { utcText } from '#components/analysis/utc-text.ts'
import { TakeAlong } from '#components/sharing/take-along.tsx'
import { findAnalysis, listRevisions, type StoredAnalysis } from '#lib/data/analyses.ts'
import { listFeedback } from '#lib/data/feedback.ts'
import { env } from '#lib/env.ts'
import { pastOf } from '#lib/past.ts'
import { can } from '#lib/permissions.ts'
import { slackCopy } from '#lib/post-mortem/slack-copy.ts'
import { loadRedactionSettings } from '#lib/redaction-policy.ts'
import { type Member, requireMember } from '#lib/session.ts'
import { isSharingAllowed } from '#lib/sharing.ts'

// Not the analysis' own title: a browser keeps titles in its history.
export const metadata: Metadata = { title: 'Analysis' }

interface Props {
  params: Promise<{ id: string }>
}

export default async function AnalysisPage({ params }: Props) {
  const member = await requireMember()
  const { tenant, role } = member
  const stored = await findAnalysis(tenant, (await params).id)
  if (!stored) notFound()
  const { id, createdAt, createdBy, analysis, alert, templateKeys } = stored
  const past = await pastOf(tenant, { id, createdAt, confidence: analysis.confidence, templateKeys })
  const revisions = await listRevisions(tenant, id)
  const lacking = lacksLog(stored) && can(role, 'analysis:create')
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-6 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-4">
        <p className="min-w-0 text-ink-soft">
          <Link
            href="/analyses"
            className="text-accent underline underline-offset-2 hover:text-accent-hover print:hidden"
          >
            History
          </Link>{' '}
          <span aria-hidden="true" className="print:hidden">
            /
          </span>{' '}
          <time dateTime={createdAt.toISOString()} className="figures text-sm">
            {utcText(createdAt)}
          </time>
          {createdBy && <> by {createdBy.name ?? createdBy.email}</>}
        </p>
        {can(role, 'analysis:delete') && (
          <div className="ml-auto">
            <DeleteAnalysis id={id} />
          </div>
        )}
      </div>
      <TakeAlong
        id={id}
        slackText={slackCopy(stored, `${env().url}/analyses/${id}`)}
        mayShare={can(role, 'analysis:share') ? await isSharingAllowed(tenant) : null}
      />
      {alert && <AlertCard alert={alert} />}
      {lacking && <AddLogs id={id} newest={revisions.at(-1)?.id ?? id} hasLog={alert?.hasLog ?? true} />}
      <Revisions revisions={revisions} current={id} />
      <RelitProvider>
        <Result analysis={analysis} past={past} evidenceTools={await relightTools(member, stored)} />
      </RelitProvider>
      <Feedback analysisId={id} entries={await wordsOn(member, id)} mayJudge={can(role, 'analysis:judge')} />
    </div>
  )
}

/** For who may have the key of its hashes, where there is evidence to find. */
async function relightTools({ tenant, role }: Member, { id, analysis, sealedRefetch }: StoredAnalysis) {
  const lines = new Set(analysis.rootCauses.flatMap(({ evidence }) => evidence.map(({ line }) => line)))
  if (!can(role, 'analysis:match') || lines.size === 0) return null
  const { allowKeep: _, ...policy } = await loadRedactionSettings(tenant)
  return <RelightPanel analysisId={id} policy={policy} lines={lines.size} canFetch={sealedRefetch !== null} />
}

async function wordsOn({ tenant, userId }: Member, id: string): Promise<FeedbackEntry[]> {
  return (await listFeedback(tenant, id)).map(({ by, channel, createdAt, ...word }) => ({
    ...word,
    by: by?.name ?? (channel === null ? 'Somebody who has left' : `Someone in ${channel}`),
    mine: by?.id === userId,
    at: createdAt,
  }))
}
