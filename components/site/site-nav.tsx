const PLACES = [
  { href: '/security', title: 'Security' },
  { href: '/claims', title: 'Claims' },
  { href: '/data-flow', title: 'Data flow' },
  { href: '/ai', title: 'AI' },
  { href: '/faq', title: 'Questions' },
  { href: '/pricing', title: 'Pricing' },
] as const

/** The pages most asked for; all of them stand in the foot. */
export function SiteNav({ className }: { className?: string }) {
  return (
    <nav aria-label="Public pages" className={className}>
      <ul className="-mx-1.5 flex flex-wrap items-center sm:-mx-2">
        {PLACES.map(({ href, title }) => (
          <li key={href}>
            <a
              href={href}
              className="flex h-9 items-center px-1.5 text-sm text-ink-soft underline-offset-8 hover:text-ink hover:underline sm:px-2 sm:text-base"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
