import { Button } from '../../ui/button.tsx'
import { type Option, Select } from './select.tsx'

export interface QueueFilterProps {
  kind: string
  state: string
  whose: string
  overdue: boolean
  kinds: readonly Option[]
  states: readonly Option[]
}

const WHOSE = [
  { value: 'all', text: 'Everybody’s' },
  { value: 'mine', text: 'Mine' },
  { value: 'nobody', text: 'Nobody’s' },
]

/** A form of the address: what is filtered can be kept as a bookmark. */
export function QueueFilter({ kind, state, whose, overdue, kinds, states }: QueueFilterProps) {
  const query = new URLSearchParams({ kind, state, whose, ...(overdue && { overdue: 'yes' }) })
  const rows = [
    { name: 'kind', label: 'Kind', value: kind, options: [{ value: 'all', text: 'All' }, ...kinds] },
    {
      ...{ name: 'state', label: 'State', value: state },
      options: [{ value: 'open', text: 'Open' }, { value: 'all', text: 'All' }, ...states],
    },
    { name: 'whose', label: 'Whose', value: whose, options: WHOSE },
  ]
  return (
    <form method="get" className="flex flex-wrap items-end gap-3 border-t border-line py-4">
      {rows.map(({ name, label, value, options }) => (
        <div key={name} className="grid min-w-36 grow gap-1 sm:grow-0">
          <label htmlFor={`filter-${name}`} className="text-sm font-medium text-ink">
            {label}
          </label>
          <Select id={`filter-${name}`} name={name} defaultValue={value} options={options} />
        </div>
      ))}
      <label className="flex h-9 items-center gap-2 text-base text-ink">
        <input
          type="checkbox"
          name="overdue"
          value="yes"
          defaultChecked={overdue}
          className="size-4 accent-[var(--color-accent)]"
        />
        Overdue only
      </label>
      <Button type="submit">Show</Button>
      <Button asChild variant="quiet">
        <a href={`/api/staff/requests/export?${query}`} download>
          Take as CSV
        </a>
      </Button>
    </form>
  )
}
