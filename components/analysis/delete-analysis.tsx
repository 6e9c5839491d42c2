'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Trash2Icon } from '../icons/trash-2.tsx'
import { request } from '../request.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import { rememberDeletion } from './deletion-note.tsx'

const SIGNED_OUT = { happened: 'Your session has ended.', todo: 'Sign in in a new tab, then delete again.' }
const FAILED = { happened: 'The server did not delete it.', todo: 'Try again in a minute.' }
const UNREACHABLE = { happened: 'The server did not answer.', todo: 'Check your connection and try again.' }

/** Deletes for good, after saying what goes and what stays; then shows the history. */
export function DeleteAnalysis({ id }: { id: string }) {
  const router = useRouter()
  const [state, setState] = useState<'idle' | 'deleting' | { happened: string; todo: string }>('idle')

  async function remove() {
    setState('deleting')
    try {
      const { ok, status } = await request('DELETE', `/api/analyses/${encodeURIComponent(id)}`)
      // Gone already is what was asked for.
      if (!ok && status !== 404) return setState(status === 401 ? SIGNED_OUT : FAILED)
    } catch {
      return setState(UNREACHABLE)
    }
    rememberDeletion()
    router.replace('/analyses')
    router.refresh()
  }

  return (
    <Dialog onOpenChange={() => setState('idle')}>
      <DialogTrigger asChild>
        <Button>
          <Trash2Icon aria-hidden="true" />
          Delete
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Delete this analysis?"
        description="It is gone from every page and every query at once, and cannot be brought back."
      >
        <dl className="grid gap-3">
          <div>
            <dt className="font-medium text-ink">What goes</dt>
            <dd className="text-ink-soft">
              The analysis, its evidence, its receipt, the key that its hashes were made with, what people said of it,
              and what it taught about recurrence.
            </dd>
          </div>
          <div>
            <dt className="font-medium text-ink">What stays</dt>
            <dd className="text-ink-soft">
              One audit entry that it was deleted, when and by whom, without its content. Freed pages of the database
              are cleared within 24 hours; backups by their stated retention.
            </dd>
          </div>
        </dl>
        {typeof state === 'object' && <Alert {...state} kept="The analysis is still there." />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" onClick={remove} disabled={state === 'deleting'}>
            {state === 'deleting' ? 'Deleting' : 'Delete for good'}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
