'use client'

import { CodeBlock } from '../ui/code.tsx'
import { Setting } from './setting.tsx'
import { settingValue } from './setting-fields.tsx'
import type { SourceParts } from './source-desk.tsx'
import { testCommand } from './test-command.ts'
import { testEventOf } from './test-event.ts'

/** A proven event from any computer that has a shell. */
export function TestEventCommand({ source, facts, held }: SourceParts) {
  const event = testEventOf(source.kind, source.proof)
  if (!event) return null
  const { ask, send } = testCommand(event, {
    endpoint: source.endpoint,
    inPath: source.proof === 'path',
    header: settingValue(facts.settings, source.settings, 'header'),
    secret: held?.secret ?? null,
  })
  return (
    <Setting id="test" title="Send a test event" effect={event.expect}>
      {held !== null && facts.secretMadeBy === 'sender' && (
        <p className="measure text-base text-ink-soft">
          It works before {facts.label} is set up: until its own secret is pasted above, the source takes one that was
          made for this test.
        </p>
      )}
      {ask !== null && (
        <div className="grid gap-1.5">
          <p className="text-base text-ink">First give your shell the secret; what you type does not show.</p>
          <CodeBlock text={ask} label="Command that asks for the secret" />
          <p className="pt-1 text-base text-ink">Then send the event.</p>
        </div>
      )}
      <CodeBlock text={send} label="Command that sends a test event" />
      <p className="measure text-sm text-ink-soft">
        For a shell with openssl and curl. 202 means taken; 401 means that the address or the secret is wrong.
        {held !== null && ' The command holds the secret: keep it out of tickets and chats.'}
      </p>
    </Setting>
  )
}
