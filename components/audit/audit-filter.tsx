import Link from 'next/link'
import { Button } from '../ui/button.tsx'
import { FIELD, Input } from '../ui/input.tsx'
import { Label } from '../ui/label.tsx'

export interface AuditFilterValues {
  action?: string | undefined
  actorId?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

interface AuditFilterProps {
  values: AuditFilterValues
  /** Nouns that actions begin with. */
  nouns: readonly string[]
  people: readonly { id: string; name: string }[]
}

/** A plain form: the filter stands in the address and can be bookmarked. It holds ids and words of ours, never log text. */
export function AuditFilter({ values, nouns, people }: AuditFilterProps) {
  const filtered = Object.values(values).some((value) => value !== undefined && value !== '')
  return (
    <form method="get" className="flex flex-wrap items-end gap-3 pb-4" aria-label="Filter">
      <Choice
        id="action"
        label="About"
        any="anything"
        value={values.action}
        choices={nouns.map((noun) => [noun, noun])}
      />
      <Choice
        id="actorId"
        label="Who"
        any="anybody"
        value={values.actorId}
        choices={people.map(({ id, name }) => [id, name])}
      />
      <div className="grid gap-1">
        <Label htmlFor="from">From (UTC)</Label>
        <Input id="from" name="from" type="date" defaultValue={values.from} className="w-40" />
      </div>
      <div className="grid gap-1">
        <Label htmlFor="to">Before (UTC)</Label>
        <Input id="to" name="to" type="date" defaultValue={values.to} className="w-40" />
      </div>
      <Button type="submit">Filter</Button>
      {filtered && (
        <Button asChild variant="quiet">
          <Link href="/settings/audit">Show all</Link>
        </Button>
      )}
    </form>
  )
}

interface ChoiceProps {
  id: string
  label: string
  /** The choice that filters nothing. */
  any: string
  value: string | undefined
  choices: readonly (readonly [string, string])[]
}

function Choice({ id, label, any, value, choices }: ChoiceProps) {
  return (
    <div className="grid min-w-0 gap-1">
      <Label htmlFor={id}>{label}</Label>
      <select id={id} name={id} defaultValue={value ?? ''} className={`${FIELD} h-9 max-w-56 px-2 text-base`}>
        <option value="">{any}</option>
        {choices.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
