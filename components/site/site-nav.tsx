'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '../ui/cn.ts'

export const PUBLIC_PAGES = [
  { href: '/security', title: 'Security' },
  { href: '/data-flow', title: 'Data flow' },
  { href: '/privacy', title: 'Privacy' },
  { href: '/disclosure', title: 'Disclosure' },
  { href: '/contact', title: 'Contact' },
] as const

/** The present page is marked by weight and a line, and for screen readers. */
export function SiteNav({ className }: { className?: string }) {
  const here = usePathname()
  return (
    <nav aria-label="Public pages" className={className}>
      <ul className="-mx-1.5 flex sm:-mx-2 flex-wrap items-center">
        {PUBLIC_PAGES.map(({ href, title }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={here === href ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center px-1.5 text-sm sm:px-2 sm:text-base text-ink-soft underline-offset-8 hover:text-ink',
                here === href && 'font-medium text-ink underline decoration-accent decoration-2',
              )}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
