import type { Metadata } from 'next'
import Link from 'next/link'
import { DueBadge } from '#components/staff/due-badge.tsx'
import { UploadQuestionnaire } from '#components/staff/questionnaires/upload-questionnaire.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listQuestionnaires } from '#lib/data/questionnaires.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Questionnaires' }

export default async function QuestionnairesPage() {
  const { staffId } = await requireStaff('desk:work')
  const questionnaires = await listQuestionnaires(staffId)
  const now = new Date().toISOString()
  return (
    <>
      <PageHeader
        title="Questionnaires"
        lead="Answers are proposed from the claims. Nothing goes out that nobody approved, and no answer whose check fails."
      />
      {questionnaires.length === 0 && (
        <p className="pb-6 text-ink-soft">None so far. One that is taken in stands here.</p>
      )}
      <ul className="divide-y divide-line border-line border-y empty:border-0">
        {questionnaires.map(({ id, asker, fileName, questions, approved, dueAt, exportedAt }) => (
          <li key={id} className="grid gap-1 py-4">
            <Link href={`/staff/questionnaires/${id}`} className="w-fit font-medium text-accent underline">
              {asker}
            </Link>
            <span className="break-all text-sm text-ink-soft">{fileName}</span>
            <DueBadge dueAt={dueAt.toISOString()} doneAt={exportedAt?.toISOString() ?? null} now={now} />
            <p className="text-sm text-ink-soft">
              {approved} of {questions} answers approved
            </p>
          </li>
        ))}
      </ul>
      <div className="pt-8">
        <UploadQuestionnaire />
      </div>
    </>
  )
}
