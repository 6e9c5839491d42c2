'use client'

import { CodeBlock } from '../ui/code.tsx'
import { Setting } from './setting.tsx'
import type { SourceParts } from './source-desk.tsx'
import { testCommand } from './test-command.ts'

/** A signed event from any computer that has a shell. */
export function TestEventCommand({ source: { endpoint }, guide, secret }: SourceParts) {
  const { ask, send } = testCommand(guide.test, { endpoint, secret })
  return (
    <Setting id="test" title="Send a test event" effect={guide.test.expect}>
      {secret !== null && guide.secret.madeBy === 'sender' && (
        <p className="measure text-base text-ink-soft">
          It can be tried before {guide.name} is set up: until the secret of {guide.name} is pasted above, the source
          takes one made for this test.
        </p>
      )}
      {ask !== null && (
        <div className="grid gap-1.5">
          <p className="text-base text-ink">First give your shell the secret; what you type does not show.</p>
          <CodeBlock text={ask} label="Command that asks for the secret" />
          <p className="text-base text-ink">Then send the event.</p>
        </div>
      )}
      <CodeBlock text={send} label="Command that sends a test event" />
      <p className="measure text-sm text-ink-soft">
        For a shell with openssl and curl. 202 means taken; 401 means that the address or the secret is wrong.
        {secret !== null && ' The command holds the secret: keep it out of tickets and chats.'}
      </p>
    </Setting>
  )
}
