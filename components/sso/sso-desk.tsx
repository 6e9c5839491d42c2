'use client'

import { useState } from 'react'
import type { SsoView } from '#lib/sso/settings.ts'
import { utcText } from '../analysis/utc-text.ts'
import { call, type Problem, type Saved } from '../settings/call.ts'
import { ConfirmButton } from '../settings/confirm-button.tsx'
import { DangerBox } from '../settings/danger-box.tsx'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { SsoForm } from './sso-form.tsx'

type Connection = NonNullable<SsoView['connection']>

export function SsoDesk({ view: given }: { view: SsoView }) {
  const [view, setView] = useState(given)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { connection, only, bound } = view

  async function settle(done: Promise<Saved<SsoView>>) {
    const saved = await done
    setProblem(saved.ok ? null : saved)
    if (saved.ok) setView(saved.value)
  }
  async function remove() {
    const gone = await call<null>('DELETE', '/api/sso-connection')
    setProblem(gone.ok ? null : gone)
    if (gone.ok) setView({ connection: null, only: false, bound })
  }

  return (
    <>
      {problem && <Alert {...problem.problem} className="mb-6" />}
      <Setting id="provider" title="Provider" effect="The secret is sealed and never shown again.">
        <SsoForm key={connection?.issuer ?? ''} connection={connection} onSaved={setView} />
      </Setting>
      {connection && (
        <>
          <Domain connection={connection} onVerify={() => settle(call('POST', '/api/sso-connection/verify'))} />
          <Setting
            id="only"
            title="The only way in"
            effect="Links by e-mail and other accounts then open this workspace to nobody. It can be switched on by who came in by single sign-on themselves."
          >
            <Button
              disabled={!only && !(bound && connection.verified)}
              onClick={() => settle(call('PUT', '/api/sso-connection/only', { only: !only }))}
            >
              {only ? 'Allow other ways again' : 'Make it the only way in'}
            </Button>
            <p className="text-sm text-ink-soft">{only ? 'It is the only way in.' : 'Other ways work too.'}</p>
          </Setting>
          <DangerBox
            id="remove"
            title="Remove it"
            effect="Nobody comes in by it any more; people keep their other ways."
          >
            <ConfirmButton
              button="Remove single sign-on"
              label="Remove single sign-on"
              title="Remove single sign-on?"
              text="The provider and the proof of the domain are forgotten. Members stay members."
              act="Remove it"
              onConfirm={remove}
            />
          </DangerBox>
        </>
      )}
    </>
  )
}

function Domain({ connection, onVerify }: { connection: Connection; onVerify(): void }) {
  const { domain, verified, checkedAt, record, redirectUri } = connection
  return (
    <Setting
      id="domain"
      title="Domain"
      effect={`Until it is proved that you hold ${domain}, nobody comes in. The record stays: it is looked at once a day.`}
    >
      <dl className="grid w-full gap-3">
        {(
          [
            ['TXT record', record.name],
            ['Its text', record.text],
            ['Redirect address, for the provider', redirectUri],
          ] as const
        ).map(([label, text]) => (
          <div key={label} className="grid gap-1">
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd className="flex flex-wrap items-center gap-2">
              <code className="figures min-w-0 break-all text-sm">{text}</code>
              <CopyButton text={text} label={`Copy: ${label}`} compact />
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={onVerify}>Look for the record</Button>
        <span role="status" className="text-ink-soft">
          {verified ? `Proved; last seen ${checkedAt ? utcText(checkedAt, 'minutes') : ''}` : 'Not proved yet'}
        </span>
      </div>
    </Setting>
  )
}
