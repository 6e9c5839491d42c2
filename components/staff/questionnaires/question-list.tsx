'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call, type Problem } from '../../settings/call.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { QuestionCard, type QuestionView } from './question-card.tsx'

export interface QuestionListProps {
  id: string
  questions: readonly QuestionView[]
}

/** Questions of one page, each with its answer, and one button for all whose claims hold. */
export function QuestionList({ id, questions }: QuestionListProps) {
  const router = useRouter()
  const [state, setState] = useState<string | Problem>('')
  // What rests on no claim, or on one that does not hold, is looked at one by one.
  const sound = questions.filter(
    ({ approvedAt, answer, state }) =>
      approvedAt === null && answer !== '' && (state === 'verified' || state === 'attested'),
  )
  async function approve(seen: readonly QuestionView[]) {
    const done = await call<{ approved: number }>('POST', `/api/staff/questionnaires/${id}/approvals`, {
      seen: seen.map(({ id, digest }) => ({ id, digest })),
    })
    if (!done.ok) return setState(done)
    const left = seen.length - done.value.approved
    setState(`Approved: ${done.value.approved}.${left > 0 ? ` Changed meanwhile, so not approved: ${left}.` : ''}`)
    router.refresh()
  }
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={sound.length === 0} onClick={() => approve(sound)}>
          {`Approve ${sound.length} of this page whose claims hold`}
        </Button>
        <span role="status" className="text-sm text-ink-soft">
          {typeof state === 'string' ? state : ''}
        </span>
      </div>
      {typeof state === 'object' && <Alert {...state.problem} />}
      <ol className="divide-y divide-line border-line border-y">
        {questions.map((question) => (
          <li key={`${question.id}/${question.digest}`} className="py-5">
            <QuestionCard questionnaire={id} question={question} onApprove={() => approve([question])} />
          </li>
        ))}
      </ol>
    </div>
  )
}
