import type { Metadata } from 'next'
import { JoinButton } from '#components/sign-in/join-button.tsx'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { hashToken } from '#lib/auth/token.ts'
import { findInvitation } from '#lib/data/invitations.ts'
import { findMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } }

interface Props {
  searchParams: Promise<{ token?: string | string[] }>
}

/** Opened from the mail, by its reader or by a scanner: looking uses nothing up. */
export default async function InvitationPage({ searchParams }: Props) {
  const { token } = await searchParams
  const found = typeof token === 'string' ? await findInvitation(hashToken(token)) : null
  if (!found || typeof token !== 'string') {
    return (
      <SignInFrame title="Invitation">
        <Alert
          happened="This invitation cannot be used."
          kept="Nothing was changed."
          todo="It works once, for 7 days. If it was used, withdrawn or has ended, ask for a new one."
        />
      </SignInFrame>
    )
  }
  const member = await findMember()
  const { workspaceName, role, email } = found
  return (
    <SignInFrame title={`Join ${workspaceName}?`}>
      <p className="text-ink-soft">You would be {role} there. The invitation is for</p>
      <p className="figures break-all rounded-card border border-line bg-surface p-4">{email}</p>
      {!member && <SignInFirst token={token} />}
      {member && member.email !== email && (
        <Alert
          happened={`You are signed in as ${member.email}.`}
          kept="The invitation was not used."
          todo="It works for its own address only: sign out, sign in with that one, and open the link again."
        />
      )}
      {member && member.email === email && (
        <div data-workspace={member.workspaceSlug}>
          <JoinButton token={token} workspaceName={workspaceName} />
        </div>
      )}
    </SignInFrame>
  )
}

function SignInFirst({ token }: { token: string }) {
  const back = `/sign-in/invitation?${new URLSearchParams({ token })}`
  return (
    <Button asChild variant="primary" size="large">
      <a href={`/sign-in?${new URLSearchParams({ callbackUrl: back })}`}>Sign in with this address</a>
    </Button>
  )
}
