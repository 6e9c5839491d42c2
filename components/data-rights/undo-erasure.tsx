'use client'

import { useState } from 'react'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

/** Opens a workspace again that was locked to be erased. */
export function UndoErasure() {
  const [problem, setProblem] = useState<Problem | null>(null)
  const undo = async () => {
    const answer = await call('DELETE', '/api/erasure')
    if (answer.ok) window.location.assign('/analyses')
    else setProblem(answer)
  }
  return (
    <>
      <Button variant="primary" size="large" onClick={() => void undo()}>
        Undo, and open the workspace
      </Button>
      {problem && <Alert {...problem.problem} />}
    </>
  )
}
