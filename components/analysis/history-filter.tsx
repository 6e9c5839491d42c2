import Link from 'next/link'
import type { HistoryFilter as Filter } from '#lib/history-filter.ts'
import { SearchIcon } from '../icons/search.tsx'
import { Button } from '../ui/button.tsx'
import { FIELD, Input } from '../ui/input.tsx'
import { Label } from '../ui/label.tsx'
import { printableLine } from './printable.ts'
import { CATEGORY_WORDS, SOURCE_WORDS, VERDICT_WORDS } from './words.ts'

export interface HistoryFilterProps {
  filter: Filter
  /** By name, as the kept analyses have them. */
  services: readonly string[]
  people: readonly { id: string; name: string }[]
}

/** A plain form in one row: what is asked for stands in the address and can be bookmarked. */
export function HistoryFilter({ filter, services, people }: HistoryFilterProps) {
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '')
  const bands = Array.from({ length: 10 }, (_, i) => [`${9 - i}`, `${(9 - i) * 10}–${(10 - i) * 10} %`] as const)
  return (
    <search className="pb-4">
      <form method="get" className="flex flex-wrap items-end gap-3" aria-label="Search and filter">
        <div className="grid min-w-0 grow basis-56 gap-1">
          <Label htmlFor="history-search" className="text-sm">
            Words
          </Label>
          <Input
            id="history-search"
            name="search"
            type="search"
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            defaultValue={filter.search ?? ''}
            aria-describedby="history-search-help"
          />
        </div>
        <Choice name="source" label="Source" value={filter.source} choices={Object.entries(SOURCE_WORDS)} />
        <Choice
          name="service"
          label="Service"
          value={filter.service}
          choices={services.map((name) => [name, printableLine(name)])}
        />
        <Choice name="verdict" label="Verdict" value={filter.verdict} choices={Object.entries(VERDICT_WORDS)} />
        <Choice name="category" label="Category" value={filter.category} choices={Object.entries(CATEGORY_WORDS)} />
        <Choice
          name="confidence"
          label="Confidence"
          value={filter.confidence === undefined ? undefined : `${filter.confidence}`}
          choices={bands}
        />
        <Choice name="person" label="Person" value={filter.person} choices={people.map(({ id, name }) => [id, name])} />
        <Button type="submit">
          <SearchIcon aria-hidden="true" />
          Search
        </Button>
        {filtered && (
          <Button asChild variant="quiet">
            <Link href="/analyses">Show all</Link>
          </Button>
        )}
      </form>
      <p id="history-search-help" className="pt-2 text-xs text-ink-faint">
        Whole words of what was found. All of them must be there. What you search for stands in the address.
      </p>
    </search>
  )
}

interface ChoiceProps {
  name: string
  label: string
  value: string | undefined
  choices: readonly (readonly [string, string])[]
}

function Choice({ name, label, value, choices }: ChoiceProps) {
  const id = `history-${name}`
  // What the address names and no list offers any more is still what is filtered by.
  const known = value === undefined || choices.some(([key]) => key === value)
  return (
    <div className="grid min-w-0 gap-1 max-sm:basis-[calc(50%-0.375rem)]">
      <Label htmlFor={id} className="text-sm">
        {label}
      </Label>
      <select id={id} name={name} defaultValue={value ?? ''} className={`${FIELD} h-9 px-2 text-base sm:max-w-36`}>
        <option value="">any</option>
        {!known && <option value={value}>{printableLine(value)}</option>}
        {choices.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
