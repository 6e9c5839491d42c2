import { Badge } from '../ui/badge.tsx'

export interface AdvisoryView {
  number: string
  title: string
  severity: string
  publishedAt: Date
  affected: string
  fixedIn: string
}

/** Null: they cannot be read now. */
export function AdvisoryList({ advisories }: { advisories: readonly AdvisoryView[] | null }) {
  if (advisories === null)
    return <p className="text-base text-ink">The list cannot be read at the moment. Try again in a minute.</p>
  if (advisories.length === 0) return <p className="text-base text-ink-soft">None has been published yet.</p>
  return (
    <ol className="divide-y divide-line border-y border-line">
      {advisories.map(({ number, title, severity, publishedAt, fixedIn }) => (
        <li key={number} className="grid gap-1 py-4">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <a
              href={`/advisories/${number}`}
              className="text-base font-medium wrap-anywhere text-accent underline underline-offset-4"
            >
              {title}
            </a>
            <Badge>{severity}</Badge>
          </span>
          <span className="figures text-sm wrap-anywhere text-ink-soft">
            {number} · {publishedAt.toISOString().slice(0, 10)} · fixed in {fixedIn}
          </span>
        </li>
      ))}
    </ol>
  )
}
