import Link from 'next/link'
import { Wordmark } from './wordmark.tsx'

const COLUMNS = [
  {
    title: 'What happens to data',
    links: [
      { href: '/security', title: 'Security' },
      { href: '/security/redaction', title: 'Redaction' },
      { href: '/data-flow', title: 'Data flow' },
      { href: '/privacy', title: 'Privacy' },
    ],
  },
  {
    title: 'Reach us',
    links: [
      { href: '/disclosure', title: 'Report a weakness' },
      { href: '/contact', title: 'Contact' },
    ],
  },
  {
    title: 'For programs',
    links: [{ href: '/.well-known/security.txt', title: 'security.txt' }],
  },
] as const

export function SiteFooter({ operator }: { operator: string | null }) {
  return (
    <footer className="mt-24 border-t border-line print:hidden">
      <div className="mx-auto grid max-w-6xl gap-8 px-4 py-10 sm:grid-cols-[1fr_auto] sm:px-6">
        <div className="grid content-start gap-2 text-sm text-ink-soft">
          <Wordmark />
          <p>Explains incidents. Forgets the logs.</p>
          <p>Run by {operator ?? 'an operator who has not set a name'}.</p>
        </div>
        <div className="flex flex-wrap gap-x-12 gap-y-6">
          {COLUMNS.map(({ title, links }) => (
            <div key={title}>
              <p className="pb-1 text-sm font-medium text-ink">{title}</p>
              <ul>
                {links.map(({ href, title: name }) => (
                  <li key={href}>
                    <Link
                      href={href}
                      prefetch={false}
                      className="inline-block py-1 text-sm text-ink-soft hover:text-ink"
                    >
                      {name}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </div>
    </footer>
  )
}
