import type { Metadata } from 'next'
import { BeyondWorkspace } from '#components/account/beyond-workspace.tsx'
import { ConnectionList } from '#components/account/connection-list.tsx'
import { NameForm } from '#components/account/name-form.tsx'
import { PasskeyList } from '#components/account/passkey-list.tsx'
import { TelemetryConsent } from '#components/account/telemetry-consent.tsx'
import { Setting } from '#components/settings/setting.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { connectionsOf } from '#lib/account.ts'
import { findIdentityProvider } from '#lib/auth/identity-providers.ts'
import { passkeysOf } from '#lib/second-factor.ts'
import { requireMember } from '#lib/session.ts'
import { TELEMETRY_TEXT, TELEMETRY_TEXT_VERSION, telemetryState } from '#lib/telemetry.ts'

export const metadata: Metadata = { title: 'Account settings' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AccountPage({ searchParams }: Props) {
  const [member, outcome] = [await requireMember(), await searchParams]
  if (member.bound) {
    return (
      <>
        <PageHeader title="Account" lead="Yours, in every workspace." />
        <BeyondWorkspace />
      </>
    )
  }
  const [connections, { passkeys, unusedCodes }] = await Promise.all([connectionsOf(member.userId), passkeysOf(member)])
  const entries = connections.map(({ connection, ...entry }) => ({
    ...entry,
    connection: connection && { id: connection.id, since: connection.createdAt.toISOString() },
  }))
  const { history, ...telemetry } = await telemetryState(member.userId)
  return (
    <>
      <PageHeader title="Account" lead="Yours, in every workspace." />
      <Outcome {...outcome} />
      <Setting id="person" title="Name and address" effect="Colleagues in your workspaces see both.">
        <p className="figures break-all text-ink">{member.email}</p>
        <NameForm name={member.name} />
      </Setting>
      <Setting
        id="connections"
        title="Ways to sign in"
        effect="A link by e-mail always works. A connected account signs you in without one; an account that is not connected signs in nobody, whatever address it has."
      >
        {entries.length > 0 ? (
          <ConnectionList entries={entries} />
        ) : (
          <p className="text-ink-soft">No identity provider is set up in this installation.</p>
        )}
      </Setting>
      <Setting
        id="passkeys"
        title="Passkeys"
        effect="A second factor. With one, every sign-in asks for it, in each of your workspaces; ten recovery codes stand in for a lost one."
      >
        <PasskeyList
          unusedCodes={unusedCodes}
          passkeys={passkeys.map(({ createdAt, lastUsedAt, ...passkey }) => ({
            ...passkey,
            createdAt: createdAt.toISOString(),
            lastUsedAt: lastUsedAt?.toISOString() ?? null,
          }))}
        />
      </Setting>
      <Setting id="telemetry" title="Telemetry" effect={`Off unless you turn it on. ${TELEMETRY_TEXT}`}>
        <TelemetryConsent
          {...telemetry}
          textVersion={TELEMETRY_TEXT_VERSION}
          history={history.map((said) => ({ ...said, at: said.at.toISOString() }))}
        />
      </Setting>
    </>
  )
}

/** What coming back from a provider led to. */
function Outcome({ connected, taken, failed }: Record<string, string | string[] | undefined>) {
  const nameOf = (id: string | string[]) => findIdentityProvider(String(id))?.name ?? 'The provider'
  if (connected) return <Alert tone="note" happened={`${nameOf(connected)} is connected.`} className="mb-6" />
  if (taken) {
    return (
      <Alert
        className="mb-6"
        happened={`That account at ${nameOf(taken)} is connected to another person here.`}
        kept="Nothing was changed."
        todo="Use another account there, or disconnect it from the other person first."
      />
    )
  }
  if (!failed) return null
  return (
    <Alert
      className="mb-6"
      happened="The account was not connected."
      kept="Nothing was changed."
      todo="If you cancelled at the provider, that is why. Otherwise try again."
    />
  )
}
