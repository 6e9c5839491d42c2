import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { DueBadge } from '#components/staff/due-badge.tsx'
import { QuestionList } from '#components/staff/questionnaires/question-list.tsx'
import { QuestionnaireActions } from '#components/staff/questionnaires/questionnaire-actions.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listQuestionnaires } from '#lib/data/questionnaires.ts'
import { pageOfQuestions, SHOWN_KINDS } from '#lib/staff/question-page.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Questionnaire' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<{ show?: string | string[]; page?: string | string[] }>
}

export default async function QuestionnairePage({ params, searchParams }: Props) {
  const [staff, { id }, asked] = [await requireStaff('desk:work'), await params, await searchParams]
  const questionnaire = (await listQuestionnaires(staff.staffId)).find((one) => one.id === id)
  if (!questionnaire) notFound()
  const { questions, counts, show, page, pages } = await pageOfQuestions(staff, id, asked)
  const { asker, fileName, dueAt, exportedAt, approved } = questionnaire
  const link = (kind: string, at: number) => `/staff/questionnaires/${id}?show=${kind}&page=${at}`
  return (
    <>
      <PageHeader title={asker} lead={<span className="break-all">{fileName}</span>} />
      <div className="grid gap-4 pb-6">
        <DueBadge
          dueAt={dueAt.toISOString()}
          doneAt={exportedAt?.toISOString() ?? null}
          now={new Date().toISOString()}
        />
        <QuestionnaireActions id={id} fileName={fileName} approved={approved} />
        <Link href={`/staff/questionnaires/${id}/columns`} className="w-fit text-accent underline">
          Columns of the file
        </Link>
        <nav aria-label="Questions to show">
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {SHOWN_KINDS.map(({ kind, name }) => (
              <li key={kind}>
                <Link
                  href={link(kind, 1)}
                  aria-current={kind === show ? 'page' : undefined}
                  className="flex min-h-8 items-center font-medium text-ink-soft underline-offset-4 hover:text-ink aria-[current]:text-ink aria-[current]:underline"
                >
                  {name} <span className="figures pl-1">{counts[kind]}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <QuestionList id={id} questions={questions} />
      {pages > 1 && (
        <nav aria-label="Pages" className="flex flex-wrap items-center gap-4 pt-4">
          {page > 1 && (
            <Link href={link(show, page - 1)} className="text-accent underline">
              Before
            </Link>
          )}
          <span className="figures text-sm text-ink-soft">
            {page} of {pages}
          </span>
          {page < pages && (
            <Link href={link(show, page + 1)} className="text-accent underline">
              Next
            </Link>
          )}
        </nav>
      )}
    </>
  )
}
