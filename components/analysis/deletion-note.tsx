'use client'

import { useEffect, useState } from 'react'
import { Alert } from '../ui/alert.tsx'

/** Set in this tab between the deletion and the history that follows; no address and no storage is needed for it. */
let justDeleted = false

export function rememberDeletion() {
  justDeleted = true
}

/** Says once, on the history, that the analysis is gone. */
export function DeletionNote() {
  const [shown] = useState(justDeleted)
  useEffect(() => {
    justDeleted = false
  }, [])
  if (!shown) return null
  return (
    <div className="pb-4">
      <Alert
        tone="note"
        happened="The analysis is deleted."
        kept="Of it, only the audit entry of its deletion is kept."
      />
    </div>
  )
}
