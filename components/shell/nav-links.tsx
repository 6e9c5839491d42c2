'use client'

import Link, { useLinkStatus } from 'next/link'
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
                className="relative flex h-12 items-center border-b-2 border-transparent px-1.5 font-medium text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-4 aria-[current=page]:border-accent aria-[current=page]:text-ink sm:px-3"
              >
                {name}
                <Pending />
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The next page is on its way: a line under its name, where the mark of the present page will be. */
function Pending() {
  const { pending } = useLinkStatus()
  return (
    <span
      aria-hidden="true"
      className={`absolute inset-x-1.5 -bottom-0.5 h-0.5 bg-accent transition-opacity sm:inset-x-3 ${pending ? 'opacity-60' : 'opacity-0'}`}
    />
  )
}
