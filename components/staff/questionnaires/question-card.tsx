'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { ClaimStateKind } from '#lib/trust/claim-state.ts'
import { utcText } from '../../analysis/utc-text.ts'
import { ClaimStateMark } from '../../claim-state-mark.tsx'
import { call, type Problem } from '../../settings/call.ts'
import { Alert } from '../../ui/alert.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Field } from '../../ui/label.tsx'
import { Textarea } from '../../ui/textarea.tsx'

export interface QuestionView {
  id: string
  sheet: string
  row: number
  ref: string
  text: string
  matched: 'id' | 'words' | 'both' | 'none'
  /** 0 to 100. */
  score: number
  answer: string
  comment: string
  claims: readonly { id: string; state: ClaimStateKind; detail: string }[]
  /** The worst of them; null where it rests on none. */
  state: ClaimStateKind | null
  /** ISO 8601. */
  approvedAt: string | null
  editedAt: string | null
  digest: string
}

export interface QuestionCardProps {
  questionnaire: string
  question: QuestionView
  onApprove(): Promise<void>
}

/** One question: what is asked on the left, what we say and what that rests on on the right. */
export function QuestionCard({ questionnaire, question, onApprove }: QuestionCardProps) {
  const router = useRouter()
  const [given, setGiven] = useState({
    ...{ answer: question.answer, comment: question.comment, claims: question.claims.map(({ id }) => id).join(' ') },
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const changed =
    given.answer !== question.answer ||
    given.comment !== question.comment ||
    given.claims !== question.claims.map(({ id }) => id).join(' ')
  async function save(event: FormEvent) {
    event.preventDefault()
    const claims = given.claims.split(/[\s,]+/).filter((id) => id !== '')
    const body = { question: question.id, answer: given.answer, comment: given.comment, claims }
    const saved = await call<unknown>('PUT', `/api/staff/questionnaires/${questionnaire}/answers`, body)
    setProblem(saved.ok ? null : saved)
    if (saved.ok) router.refresh()
  }
  const field = (name: keyof typeof given) => ({
    id: `${name}-${question.id}`,
    value: given[name],
    onChange: ({ target }: { target: { value: string } }) => setGiven({ ...given, [name]: target.value }),
  })
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
      <AskedText question={question} />
      <form onSubmit={save} className="grid content-start gap-3">
        {problem && <Alert {...problem.problem} />}
        <Field id={`answer-${question.id}`} label="Answer">
          <Input {...field('answer')} maxLength={200} className="w-48" />
        </Field>
        <Field id={`comment-${question.id}`} label="Explanation">
          <Textarea {...field('comment')} maxLength={8000} rows={4} />
        </Field>
        <Field
          id={`claims-${question.id}`}
          label="Claims"
          help="Ids, with blanks between. Their states travel with the answer."
        >
          <Input {...field('claims')} aria-describedby={`claims-${question.id}-help`} className="figures" />
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" size="small" disabled={!changed}>
            Save
          </Button>
          <Button
            size="small"
            variant="primary"
            disabled={changed || question.approvedAt !== null || (question.answer === '' && question.comment === '')}
            aria-label={`Approve the answer to row ${question.row}`}
            onClick={onApprove}
          >
            Approve
          </Button>
          {question.approvedAt !== null && (
            <span className="figures text-sm text-ink-soft">approved {utcText(question.approvedAt, 'minutes')}</span>
          )}
        </div>
      </form>
    </div>
  )
}

const FOUND = {
  id: 'Related by the id of its control; nobody has said yes or no',
  words: 'Found by its words',
  both: 'Found by the id of its control and its words',
  none: 'Nothing fits: for a person to answer',
} as const

function AskedText({ question }: { question: QuestionView }) {
  const { ref, sheet, row, text, matched, score, claims, state, editedAt } = question
  return (
    <div className="grid content-start gap-2">
      <p className="figures flex flex-wrap gap-x-3 text-sm text-ink-soft">
        {ref !== '' && <span className="font-medium text-ink">{ref}</span>}
        <span>{sheet === '' ? `row ${row}` : `${sheet}, row ${row}`}</span>
      </p>
      <p className="measure break-words text-base text-ink">{text}</p>
      <p className="text-sm text-ink-soft">
        {editedAt === null
          ? `${FOUND[matched]}${score > 0 ? `, alike ${score} of 100` : ''}.`
          : `Changed by a person ${utcText(editedAt, 'minutes')}.`}
      </p>
      {state === 'failing' && (
        <p className="border-l-4 border-ink pl-3 text-sm font-medium text-ink">
          A check behind this answer fails. It is held back from the file until the check passes or another answer is
          approved.
        </p>
      )}
      <ul className="grid gap-2">
        {claims.map(({ id, state: its, detail }) => (
          <li key={id} className="grid gap-0.5">
            <span className="flex flex-wrap items-center gap-3">
              <a href={`/claims/${id}`} className="figures text-sm text-accent underline">
                {id}
              </a>
              <ClaimStateMark kind={its} />
            </span>
            <span className="text-sm text-ink-soft">{detail}</span>
          </li>
        ))}
        {claims.length === 0 && matched !== 'none' && (
          <li>
            <Badge>No claim stands behind it</Badge>
          </li>
        )}
      </ul>
    </div>
  )
}
