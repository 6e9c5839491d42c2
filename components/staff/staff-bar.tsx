import Link from 'next/link'
import { Wordmark } from '../site/wordmark.tsx'
import { ThemeToggle } from '../theme-toggle.tsx'
import { Badge } from '../ui/badge.tsx'
import { StaffSignOut } from './staff-sign-out.tsx'

export interface StaffBarProps {
  name: string
  role: string
  rooms: readonly { href: string; name: string }[]
}

/** Unlike the bar of a workspace at first sight: whoever is both must know where they are. */
export function StaffBar({ name, role, rooms }: StaffBarProps) {
  return (
    <header className="border-b-2 border-ink bg-ground print:hidden">
      <div className="mx-auto flex min-h-12 max-w-6xl flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1 sm:px-6">
        <Wordmark className="text-base" />
        <Badge>Staff</Badge>
        <nav aria-label="Staff">
          <ul className="flex flex-wrap gap-x-4">
            {[{ href: '/staff', name: 'Overview' }, ...rooms].map(({ href, name }) => (
              <li key={href}>
                <Link href={href} className="flex h-10 items-center font-medium text-ink-soft hover:text-ink">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ml-auto flex items-center gap-2">
          <span className="hidden text-sm text-ink-soft sm:inline">
            {name} · {role}
          </span>
          <ThemeToggle />
          <StaffSignOut />
        </div>
      </div>
    </header>
  )
}
