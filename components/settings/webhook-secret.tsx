'use client'

import { useState } from 'react'
import { Alert } from '../ui/alert.tsx'
import { CodeBlock } from '../ui/code.tsx'
import { rotateSecret } from './channel-client.ts'
import { ConfirmButton } from './confirm-button.tsx'

/** The signing secret of a webhook of ours: shown once, and replaced with a day in which both sign. */
export function WebhookSecret({ id, fresh }: { id: string; fresh: string | null }) {
  const [secret, setSecret] = useState(fresh)
  const [failed, setFailed] = useState(false)
  const rotate = async () => {
    const rotated = await rotateSecret(id)
    setFailed(!rotated.ok)
    if (rotated.ok) setSecret(rotated.value.secret)
  }
  return (
    <div className="grid justify-items-start gap-2">
      {secret !== null && (
        <div className="grid w-full max-w-xl gap-1">
          <p className="text-sm text-ink">The signing secret, shown this once:</p>
          <CodeBlock label="Signing secret" text={secret} />
        </div>
      )}
      {failed && (
        <Alert happened="The secret was not replaced." kept="The present one still signs." todo="Try again." />
      )}
      <ConfirmButton
        button="Replace the secret"
        label="Replace the signing secret"
        title="Replace the signing secret?"
        text="The new one is shown once. For 24 hours every message carries a signature of each, so that your receiver can change over."
        act="Replace it"
        onConfirm={rotate}
      />
    </div>
  )
}
