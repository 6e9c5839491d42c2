import { DeadLink } from '../site/dead-link.tsx'

export function NoSuchRequestLink() {
  return (
    <DeadLink>
      The request was not confirmed within seven days, was deleted, or the link was not copied whole. What was sent and
      not confirmed is not kept. To ask again, use{' '}
      <a href="/contact" className="text-accent underline">
        the page of contacts
      </a>
      .
    </DeadLink>
  )
}
