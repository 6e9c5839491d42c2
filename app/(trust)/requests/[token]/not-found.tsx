import { NoSuchRequestLink } from '#components/requests/no-such-request-link.tsx'

export default function NotFound() {
  return <NoSuchRequestLink />
}
