'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Tooltip } from '../ui/tooltip.tsx'

const LINKS = [
  { href: '/analyze', name: 'Analyze', keys: ['g', 'a'], rooms: ['/analyze'] },
  { href: '/analyses', name: 'History', keys: ['g', 'h'], rooms: ['/analyses', '/services', '/alerts', '/egress'] },
  { href: '/settings', name: 'Settings', keys: ['g', 's'], rooms: ['/settings'] },
] as const

const isIn = (path: string, rooms: readonly string[]) =>
  rooms.some((room) => path === room || path.startsWith(`${room}/`))

export function NavLinks() {
  const path = usePathname()
  return (
    <nav aria-label="Main">
      <ul className="flex">
        {LINKS.map(({ href, name, keys, rooms }) => (
          <li key={href}>
            <Tooltip text={name} keys={keys}>
              <Link
                href={href}
                aria-current={isIn(path, rooms) ? 'page' : undefined}
                className="flex h-12 items-center border-b-2 border-transparent px-1.5 font-medium text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-4 aria-[current=page]:border-accent aria-[current=page]:text-ink sm:px-3"
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
