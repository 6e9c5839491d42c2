import { numbered } from './numbered.ts'
import { Prose } from './prose.tsx'
import { Section } from './section.tsx'
import type { Analysis } from './types.ts'

export function RuledOut({ entries }: { entries: Analysis['ruledOut'] }) {
  if (entries.length === 0) return null
  return (
    <Section title="Ruled out">
      <dl className="grid gap-3">
        {numbered(entries).map(({ place, item: { hypothesis, reason } }) => (
          <div key={place}>
            <dt className="font-medium text-ink">
              <Prose text={hypothesis} />
            </dt>
            <dd className="text-ink-soft">
              <Prose text={reason} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

export function NoteList({ title, notes }: { title: string; notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <Section title={title}>
      <ul className="grid gap-1.5">
        {numbered(notes).map(({ place, item: note }) => (
          <li key={place} className="border-l-2 border-line pl-3 text-ink-soft">
            <Prose text={note} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
