'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

const VIEWS = [
  { href: '/analyses', name: 'Analyses' },
  { href: '/services', name: 'Services' },
  { href: '/alerts', name: 'Alerts' },
  { href: '/alerts/ledger', name: 'Ledger' },
  { href: '/egress', name: 'Egress' },
] as const

/** The views of what happened: what was found, what senders delivered, and the accounts of it. */
export function HistoryTabs() {
  const path = usePathname()
  return (
    <nav aria-label="History" className="mb-4">
      <ul className="flex gap-1 sm:gap-4 border-b border-line">
        {VIEWS.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? 'page' : undefined}
              className="-mb-px flex h-10 items-center border-b-2 border-transparent px-1 text-sm sm:text-base font-medium text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
