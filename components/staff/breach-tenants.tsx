'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem, type Saved } from '../settings/call.ts'
import { ConfirmButton } from '../settings/confirm-button.tsx'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Field } from '../ui/label.tsx'

export interface BreachTenantsProps {
  id: string
  closed: boolean
  tenants: readonly { tenantId: string; slug: string; name: string; toldAt: string | null; toldPeople: number }[]
}

interface Found {
  id: string
  slug: string
  name: string
}

/** Whom it concerns, and who was told when. */
export function BreachTenants({ id, closed, tenants }: BreachTenantsProps) {
  const router = useRouter()
  const [found, setFound] = useState<readonly Found[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function settle(done: Promise<Saved<unknown>>) {
    const saved = await done
    setProblem(saved.ok ? null : saved)
    router.refresh()
  }
  const send = (method: string, step: string, tenant: string) =>
    settle(call(method, `/api/staff/breaches/${id}/${step}`, { tenant }))
  async function search(query: string) {
    const answer = await call<{ tenants: Found[] }>('POST', '/api/staff/tenants', { query })
    setProblem(answer.ok ? null : answer)
    setFound(answer.ok ? answer.value.tenants : null)
  }

  return (
    <Setting
      id="tenants"
      title="Workspaces concerned"
      effect="Looking one up, adding it and telling it stand in the log."
    >
      {problem && <Alert {...problem.problem} />}
      <ul className="w-full divide-y divide-line border-y border-line">
        {tenants.length === 0 && <li className="py-3 text-ink-soft">None yet.</li>}
        {tenants.map(({ tenantId, name, slug, toldAt, toldPeople }) => (
          <li key={tenantId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="grid">
              <span className="font-medium text-ink">
                {name} <span className="figures text-sm text-ink-soft">{slug}</span>
              </span>
              <span className="text-sm text-ink-soft">
                {toldAt
                  ? `Told ${utcText(toldAt, 'minutes')}, owners and admins reached: ${toldPeople}`
                  : 'Not told yet'}
              </span>
            </div>
            {!closed && (
              <div className="flex gap-2">
                <ConfirmButton
                  button={toldAt ? 'Tell again' : 'Tell'}
                  label={`Tell ${name}`}
                  title={`Tell ${name}?`}
                  text="Its owners and admins get the texts above by mail, now. A mail cannot be taken back."
                  act="Send the mail"
                  onConfirm={() => send('POST', 'tell', tenantId)}
                />
                {!toldAt && (
                  <Button
                    size="small"
                    aria-label={`Remove ${name}`}
                    onClick={() => send('DELETE', 'tenants', tenantId)}
                  >
                    Remove
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {!closed && <SearchForm onSearch={search} />}
      <FoundList
        found={found}
        listed={new Set(tenants.map(({ tenantId }) => tenantId))}
        onAdd={(tenant) => send('POST', 'tenants', tenant)}
      />
    </Setting>
  )
}

interface FoundListProps {
  /** Null before anything was looked up. */
  found: readonly Found[] | null
  listed: ReadonlySet<string>
  onAdd(id: string): void
}

function FoundList({ found, listed, onAdd }: FoundListProps) {
  if (found?.length === 0) return <p role="status">No workspace has this in its name.</p>
  const others = (found ?? []).filter((one) => !listed.has(one.id))
  return (
    <ul className="grid w-full gap-2">
      {others.map(({ id, name, slug }) => (
        <li key={id} className="flex flex-wrap items-center gap-3">
          <span>
            {name} <span className="figures text-sm text-ink-soft">{slug}</span>
          </span>
          <Button size="small" aria-label={`Add ${name}`} onClick={() => onAdd(id)}>
            Add
          </Button>
        </li>
      ))}
    </ul>
  )
}

function SearchForm({ onSearch }: { onSearch(query: string): Promise<void> }) {
  const [query, setQuery] = useState('')
  const search = (event: FormEvent) => {
    event.preventDefault()
    void onSearch(query)
  }
  return (
    <form onSubmit={search} className="flex flex-wrap items-end gap-3">
      <Field id="query" label="Find a workspace">
        <Input id="query" required maxLength={100} value={query} onChange={({ target }) => setQuery(target.value)} />
      </Field>
      <Button type="submit">Look it up</Button>
    </form>
  )
}
