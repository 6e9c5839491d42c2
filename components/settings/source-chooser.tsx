import { ChevronRightIcon } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '../ui/badge.tsx'
import { PROOFS } from './source-guide.ts'
import { SOURCE_GUIDES } from './source-guides.ts'

/** The first of two steps: every sender with what it sends and how it proves who it is. */
export function SourceChooser() {
  return (
    <ul aria-label="Senders" className="grid gap-3 md:grid-cols-2">
      {Object.entries(SOURCE_GUIDES).map(([kind, { name, lead, proof }]) => (
        <li
          key={kind}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 rounded-card border border-line bg-surface p-4 transition-colors hover:border-edge has-[a:focus-visible]:border-edge"
        >
          <div className="grid justify-items-start gap-1">
            <Link
              href={`/settings/sources/new?kind=${kind}`}
              className="text-lg font-semibold text-ink after:absolute after:inset-0 after:rounded-card"
            >
              {name}
            </Link>
            <p className="text-base text-ink-soft">{lead}</p>
            <Badge className="mt-1">{PROOFS[proof].word}</Badge>
          </div>
          <ChevronRightIcon aria-hidden="true" className="size-4 text-ink-faint" />
        </li>
      ))}
    </ul>
  )
}
