import Link from 'next/link'
import { Button } from './button.tsx'

/** Newest and older, for lists by keyset. */
export function Pager({ href, first, nextCursor }: { href: string; first: boolean; nextCursor: string | null }) {
  if (first && nextCursor === null) return null
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2 pt-4">
      {first ? (
        <span />
      ) : (
        <Button asChild>
          <Link href={href}>Newest</Link>
        </Button>
      )}
      {nextCursor !== null && (
        <Button asChild>
          <Link href={`${href}${href.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(nextCursor)}`}>Older</Link>
        </Button>
      )}
    </nav>
  )
}
