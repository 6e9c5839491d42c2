'use client'

import type { Paste } from '#lib/source-kinds/source-facts.ts'
import { ChevronRightIcon } from '../icons/chevron-right.tsx'
import { CodeBlock } from '../ui/code.tsx'
import { SecretForm } from './secret-form.tsx'
import { settingValue } from './setting-fields.tsx'
import type { SourceParts } from './source-desk.tsx'
import { TokenForm } from './token-form.tsx'

/** What to do at the sender, what to paste there, what to paste here. Folded once the source has been heard. */
export function SetupSteps({ folded, ...parts }: SourceParts & { folded: boolean }) {
  const { facts } = parts
  return (
    <details open={!folded} className="group border-t border-line py-5">
      <summary className="flex min-h-6 w-fit list-none items-center gap-1.5 [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon
          aria-hidden="true"
          className="size-4 text-ink-soft transition-transform group-open:rotate-90"
        />
        <h2 className="text-lg font-semibold text-ink">Set-up at the sender</h2>
      </summary>
      <div className="mt-4 grid grid-cols-1 gap-6">
        <ol className="grid gap-3">
          {facts.steps.map((step, index) => (
            <li key={step} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3">
              <span
                aria-hidden="true"
                className="figures grid size-6 place-items-center rounded-full border border-edge text-xs text-ink-soft"
              >
                {index + 1}
              </span>
              <p className="measure pt-0.5 text-base wrap-anywhere text-ink">{step}</p>
            </li>
          ))}
        </ol>
        <Pastes {...parts} />
        <SecretForm {...parts} />
        <TokenForm {...parts} />
      </div>
    </details>
  )
}

function Pastes(parts: SourceParts) {
  const { source, held, facts } = parts
  const shownOnce = facts.pastes.some(({ text }) => carriesSecret(text, source.proof === 'path'))
  return (
    <div className="grid gap-3">
      {facts.pastes.map((paste) => (
        <PasteBlock key={paste.label} paste={paste} parts={parts} />
      ))}
      {shownOnce && (
        <p className="measure text-sm font-medium text-ink">
          {held === null
            ? 'The secret was shown when it was made. If it is lost, make a new one below.'
            : 'The secret is shown now and never again: it is gone when you leave this page.'}
        </p>
      )}
    </div>
  )
}

function PasteBlock({ paste: { label, text }, parts: { source, held, facts } }: { paste: Paste; parts: SourceParts }) {
  if (held === null && text === '{secret}') return null
  const header = settingValue(facts.settings, source.settings, 'header')
  const address = held?.address ?? (source.proof === 'path' ? `${source.endpoint}/YOUR_SECRET` : source.endpoint)
  const words: Readonly<Record<string, string>> = { endpoint: address, secret: held?.secret ?? 'YOUR_SECRET', header }
  return (
    <div className="grid gap-1">
      <p className="text-sm font-medium text-ink">{label}</p>
      <CodeBlock
        text={text.replaceAll(/\{(endpoint|secret|header)\}/g, (_, name: string) => words[name] ?? '')}
        label={label}
      />
    </div>
  )
}

const carriesSecret = (text: string, inPath: boolean) =>
  text.includes('{secret}') || (inPath && text.includes('{endpoint}'))
