'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { request } from '../../request.ts'
import { saveBlob } from '../../save-blob.ts'
import { call } from '../../settings/call.ts'
import { ConfirmButton } from '../../settings/confirm-button.tsx'
import { Alert, type AlertProps } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'

/** Sends the file out, or removes it with everything in it. */
export function QuestionnaireActions({ id, fileName, approved }: { id: string; fileName: string; approved: number }) {
  const router = useRouter()
  const [problem, setProblem] = useState<AlertProps | null>(null)
  async function save() {
    try {
      const answer = await request('POST', `/api/staff/questionnaires/${id}/file`)
      if (!answer.ok) return setProblem((await answer.json()) as AlertProps)
      setProblem(null)
      saveBlob(await answer.blob(), fileName)
      router.refresh()
    } catch {
      setProblem({ happened: 'The server did not answer.', kept: 'Nothing was changed.', todo: 'Try again.' })
    }
  }
  async function remove() {
    const gone = await call<unknown>('DELETE', `/api/staff/questionnaires/${id}`)
    if (gone.ok) router.push('/staff/questionnaires')
    else setProblem(gone.problem)
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" disabled={approved === 0} onClick={save}>
          {`Save the file with ${approved} answers`}
        </Button>
        <ConfirmButton
          button="Remove"
          label="Remove this questionnaire"
          title="Remove this questionnaire?"
          text="The file, its questions and our answers go for good. That it was here stays in the log."
          act="Remove it"
          onConfirm={remove}
        />
      </div>
      {problem && <Alert happened={problem.happened} kept={problem.kept} todo={problem.todo} />}
    </div>
  )
}
