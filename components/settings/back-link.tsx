import Link from 'next/link'
import { ChevronLeftIcon } from '../icons/chevron-left.tsx'

/** To the page above this one. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="mb-2 inline-flex h-6 items-center gap-1 text-base text-accent underline-offset-2 hover:text-accent-hover hover:underline"
    >
      <ChevronLeftIcon aria-hidden="true" className="size-4" />
      {children}
    </Link>
  )
}
