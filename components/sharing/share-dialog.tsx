'use client'

import { type FormEvent, useCallback, useState } from 'react'
import { LinkIcon } from '../icons/link.tsx'
import { call, type Problem } from '../settings/call.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import { type LinkView, ShareLinks } from './share-links.tsx'

const DAYS = [1, 7, 30, 90] as const

/** Makes and removes links to one analysis. A link is shown once, when it is made. */
export function ShareDialog({ id, allowed }: { id: string; allowed: boolean }) {
  const [links, setLinks] = useState<readonly LinkView[]>([])
  const [days, setDays] = useState<number>(7)
  const [made, setMade] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const address = `/api/analyses/${encodeURIComponent(id)}/shares`

  const load = useCallback(async () => {
    const answer = await call<{ links: LinkView[] }>('GET', address)
    setProblem(answer.ok ? null : answer)
    if (answer.ok) setLinks(answer.value.links)
  }, [address])
  async function make(event: FormEvent) {
    event.preventDefault()
    const answer = await call<{ link: LinkView; url: string }>('POST', address, { days })
    setProblem(answer.ok ? null : answer)
    if (!answer.ok) return
    setMade(answer.value.url)
    setLinks([answer.value.link, ...links])
  }
  const opened = (open: boolean) => {
    setMade(null)
    if (open && allowed) void load()
  }

  return (
    <Dialog onOpenChange={opened}>
      <DialogTrigger asChild>
        <Button size="small" variant="quiet">
          <LinkIcon aria-hidden="true" />
          Share a link
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Share a read-only link"
        description="Whoever has the link reads this one analysis without an account, until the link ends or is removed. Making and removing it stands in the audit log."
      >
        {problem && <Alert {...problem.problem} />}
        {!allowed && (
          <Alert
            tone="note"
            happened="This workspace forbids links that work without signing in."
            todo="An owner or admin can allow them under Settings, Data."
          />
        )}
        {allowed && <NewLink days={days} onDays={setDays} onMake={make} />}
        {made !== null && <MadeLink url={made} />}
        {allowed && (
          <ShareLinks links={links} onRemoved={(gone) => setLinks(links.filter((link) => link.id !== gone))} />
        )}
      </DialogContent>
    </Dialog>
  )
}

interface NewLinkProps {
  days: number
  onDays(days: number): void
  onMake(event: FormEvent): void
}

function NewLink({ days, onDays, onMake }: NewLinkProps) {
  return (
    <form onSubmit={onMake} className="flex flex-wrap items-end gap-3">
      <label className="grid gap-1 text-base text-ink">
        It ends in
        <select
          value={days}
          onChange={({ target }) => onDays(Number(target.value))}
          className="h-9 rounded-control border border-edge bg-surface px-2 text-base text-ink"
        >
          {DAYS.map((value) => (
            <option key={value} value={value}>
              {value === 1 ? '1 day' : `${value} days`}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" variant="primary">
        Make a link
      </Button>
    </form>
  )
}

function MadeLink({ url }: { url: string }) {
  return (
    <div role="status" className="grid gap-2 rounded-card border border-line bg-sunken p-3">
      <p className="text-sm text-ink-soft">Copy it now: only its hash is kept, and it cannot be shown again.</p>
      <p className="break-all">
        <Code>{url}</Code>
      </p>
      <div>
        <CopyButton text={url} label="Copy the link" />
      </div>
    </div>
  )
}
