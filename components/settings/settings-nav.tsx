'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { Room } from './rooms.ts'

/** At the left on a wide screen, a row at the top on a narrow one. */
export function SettingsNav({ rooms }: { rooms: readonly Room[] }) {
  const path = usePathname()
  return (
    <nav aria-label="Settings" className="min-w-0 lg:sticky lg:top-20 lg:self-start">
      <ul className="scroll-x flex border-b border-line lg:grid lg:gap-0.5 lg:border-b-0">
        {rooms.map(({ href, name }, index) => (
          <li
            key={href}
            className={startsGroup(rooms, index) ? 'lg:mt-3 lg:border-t lg:border-line lg:pt-3' : undefined}
          >
            <Link
              href={href}
              aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
              className="flex h-10 items-center border-b-2 border-transparent px-3 text-base font-medium whitespace-nowrap text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink lg:h-8 lg:rounded-control lg:border-b-0 lg:hover:bg-sunken lg:aria-[current]:bg-accent-tint lg:aria-[current]:text-accent"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const startsGroup = (rooms: readonly Room[], index: number) => index > 0 && rooms[index - 1]?.of !== rooms[index]?.of
