import { Wordmark } from './wordmark.tsx'

const COLUMNS = [
  {
    title: 'What happens to data',
    links: [
      { href: '/data', title: 'What is stored' },
      { href: '/data-flow', title: 'Data flow' },
      { href: '/ai', title: 'How AI is used' },
      { href: '/security/redaction', title: 'Redaction' },
      { href: '/subprocessors', title: 'Subprocessors' },
      { href: '/dpa', title: 'Data processing agreement' },
      { href: '/privacy', title: 'Privacy' },
      { href: '/data-rights', title: 'Data rights' },
    ],
  },
  {
    title: 'What stands behind it',
    links: [
      { href: '/security', title: 'Security' },
      { href: '/claims', title: 'Claims' },
      { href: '/limits', title: 'Known limits' },
      { href: '/compliance', title: 'Compliance' },
      { href: '/incidents', title: 'Incident response' },
      { href: '/changelog', title: 'Changes' },
      { href: '/status', title: 'Status' },
    ],
  },
  {
    title: 'Reach us',
    links: [
      { href: '/faq', title: 'Questions' },
      { href: '/pricing', title: 'Pricing' },
      { href: '/disclosure', title: 'Report a weakness' },
      { href: '/contact', title: 'Contact' },
    ],
  },
  {
    title: 'For programs',
    links: [
      { href: '/.well-known/security.txt', title: 'security.txt' },
      { href: '/.well-known/trust/claims.json', title: 'claims.json' },
      { href: '/.well-known/sbom.cdx.json', title: 'SBOM' },
      { href: '/trust/feed.json', title: 'JSON Feed' },
      { href: '/trust/feed.xml', title: 'Atom' },
      { href: '/llms.txt', title: 'llms.txt' },
    ],
  },
] as const

export function SiteFooter({ operator }: { operator: string | null }) {
  return (
    <footer className="mt-24 border-t border-line print:hidden">
      <div className="mx-auto grid max-w-6xl gap-8 px-4 py-10 sm:px-6 lg:grid-cols-[1fr_auto]">
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
                    <a href={href} className="inline-block py-1 text-sm text-ink-soft hover:text-ink">
                      {name}
                    </a>
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
