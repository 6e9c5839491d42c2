'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

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
              prefetch={false}
              aria-current={here === href ? 'page' : undefined}
              className="flex h-9 items-center px-1.5 text-sm text-ink-soft decoration-accent decoration-2 underline-offset-8 hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:underline sm:px-2 sm:text-base"
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
