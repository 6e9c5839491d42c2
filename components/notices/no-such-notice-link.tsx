import { DeadLink } from '../site/dead-link.tsx'

export function NoSuchNoticeLink() {
  return (
    <DeadLink>
      The subscription has ended, the link was not confirmed within seven days, or it was not copied whole. No mail is
      sent because of it. To be told of changes,{' '}
      <a href="/changelog" className="text-accent underline">
        subscribe again
      </a>
      .
    </DeadLink>
  )
}
