import Link from 'next/link'
import type { SourceFacts } from '#lib/source-kinds/source-facts.ts'
import { ChevronRightIcon } from '../icons/chevron-right.tsx'
import { Badge } from '../ui/badge.tsx'

/** The first of two steps: every sender with what it sends and how it proves who it is. */
export function SourceChooser({ senders }: { senders: readonly SourceFacts[] }) {
  return (
    <ul aria-label="Senders" className="grid gap-3 md:grid-cols-2">
      {senders.map(({ kind, label, about, auth: [proof], signsTime }) => (
        <li
          key={kind}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 rounded-card border border-line bg-surface p-4 transition-colors hover:border-edge has-[a:focus-visible]:border-edge"
        >
          <div className="grid content-start justify-items-start gap-1 self-start">
            <Link
              href={`/settings/sources/new?kind=${kind}`}
              className="text-lg font-semibold text-ink after:absolute after:inset-0 after:rounded-card"
            >
              {label}
            </Link>
            <p className="text-base text-ink-soft">{about}</p>
            <Badge className="mt-1">
              {proof.weaker === null ? (signsTime ? 'Signed, with its time' : 'Signed') : `${proof.label}: weaker`}
            </Badge>
          </div>
          <ChevronRightIcon aria-hidden="true" className="size-4 text-ink-faint" />
        </li>
      ))}
    </ul>
  )
}
