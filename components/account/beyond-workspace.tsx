import { Alert } from '../ui/alert.tsx'

/** For who came in by a workspace's identity provider: what is of the person elsewhere is not shown to its word. */
export function BeyondWorkspace() {
  return (
    <Alert
      tone="note"
      happened="You came in through the identity provider of this workspace."
      kept="It reaches nothing else of yours: no other workspace, session, passkey or connection."
      todo="Sign out and sign in with a link by e-mail to see and change those."
    />
  )
}
