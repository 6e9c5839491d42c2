'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { ROOMS } from './rooms.ts'

/** At the left on a wide screen, a row at the top on a narrow one. */
export function SettingsNav() {
  const path = usePathname()
  return (
    <nav aria-label="Settings" className="min-w-0 lg:sticky lg:top-16 lg:self-start">
      <ul className="scroll-x flex border-b border-line lg:grid lg:gap-0.5 lg:border-b-0">
        {ROOMS.map(({ href, name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
              className="flex h-10 items-center border-b-2 border-transparent px-3 text-base font-medium text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink lg:h-8 lg:rounded-control lg:border-b-0 lg:hover:bg-sunken lg:aria-[current]:bg-accent-tint lg:aria-[current]:text-accent"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
