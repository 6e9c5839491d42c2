'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { request } from '../request.ts'
import { useShortcuts } from '../shell/use-shortcuts.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import { type HistoryEntry, HistoryTable } from './history-table.tsx'

export interface HistoryListProps {
  entries: readonly HistoryEntry[]
  mayDelete: boolean
}

const FAILED = { happened: 'The server did not delete them.', todo: 'Try again in a minute.' }

/** The table with its keys: `j` and `k` move, `x` selects, Enter opens. Several can be deleted at once. */
export function HistoryList({ entries, mayDelete }: HistoryListProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // A page that was refreshed may no longer show what was chosen.
  const present = entries.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const toggle = (id: string) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    )
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ...(mayDelete ? { x: () => withFocused(toggle) } : {}),
  })
  const all = present.length === entries.length
  return (
    <>
      {mayDelete && (
        <div className="flex min-h-9 flex-wrap items-center gap-3 pb-2">
          <label className="flex min-h-6 items-center gap-2 text-sm text-ink-soft">
            <input
              type="checkbox"
              className="size-4"
              checked={all}
              onChange={() => setChosen(all ? new Set() : new Set(entries.map(({ id }) => id)))}
            />
            Select all on this page
          </label>
          <p role="status" className="text-sm text-ink-soft">
            {present.length > 0 && `${present.length} selected`}
          </p>
          {present.length > 0 && <DeleteSeveral ids={present} onGone={() => setChosen(new Set())} />}
        </div>
      )}
      <HistoryTable entries={entries} {...(mayDelete ? { chosen, onToggle: toggle } : {})} />
    </>
  )
}

function DeleteSeveral({ ids, onGone }: { ids: readonly string[]; onGone: () => void }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [state, setState] = useState<'idle' | 'deleting' | 'failed'>('idle')
  const count = ids.length === 1 ? 'this analysis' : `these ${ids.length} analyses`

  async function remove() {
    setState('deleting')
    const answer = await request('DELETE', '/api/analyses', { ids }).catch(() => null)
    if (!answer?.ok) return setState('failed')
    setState('idle')
    setOpen(false)
    onGone()
    router.refresh()
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Delete {ids.length}</Button>
      </DialogTrigger>
      <DialogContent
        title={`Delete ${count}?`}
        description="They are gone from every page and every query at once, with their evidence, keys, feedback and what they taught about recurrence. They cannot be brought back."
      >
        <p className="text-ink-soft">
          One audit entry for each stays: that it was deleted, when and by whom, without its content. Revisions go with
          the analysis that they answer anew.
        </p>
        {state === 'failed' && <Alert {...FAILED} kept="They are still there." />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep them</Button>
          </DialogClose>
          <Button variant="danger" onClick={remove} disabled={state === 'deleting'}>
            {state === 'deleting' ? 'Deleting' : 'Delete for good'}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}

const links = () => [...document.querySelectorAll<HTMLAnchorElement>('[data-history-link]')]

function move(step: 1 | -1) {
  const all = links()
  const at = all.findIndex((link) => link.matches(':focus'))
  const next = at < 0 ? (step === 1 ? 0 : all.length - 1) : at + step
  all[next]?.focus()
}

function withFocused(act: (id: string) => void) {
  const id = links().find((link) => link.matches(':focus'))?.dataset.historyLink
  if (id) act(id)
}
