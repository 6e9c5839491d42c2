'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Tooltip } from '../ui/tooltip.tsx'

const LINKS = [
  { href: '/analyze', name: 'Analyze', keys: ['g', 'a'] },
  { href: '/analyses', name: 'History', keys: ['g', 'h'] },
] as const

export function NavLinks() {
  const path = usePathname()
  return (
    <nav aria-label="Main">
      <ul className="flex">
        {LINKS.map(({ href, name, keys }) => (
          <li key={href}>
            <Tooltip text={name} keys={keys}>
              <Link
                href={href}
                aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}
                className="flex h-12 items-center border-b-2 border-transparent px-2 font-medium text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-4 aria-[current=page]:border-accent aria-[current=page]:text-ink sm:px-3"
              >
                {name}
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  )
}
