import { NoSuchNoticeLink } from '#components/notices/no-such-notice-link.tsx'

export default function NotFound() {
  return <NoSuchNoticeLink />
}
