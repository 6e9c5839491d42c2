'use client'

import { ChevronRightIcon } from 'lucide-react'
import { CodeBlock } from '../ui/code.tsx'
import { SecretStep } from './secret-step.tsx'
import type { SourceParts } from './source-desk.tsx'
import type { SetupStep } from './source-guide.ts'
import { TokenStep } from './token-step.tsx'

/** The steps in order. Folded once the source has been heard: then they are a thing to look up. */
export function SetupSteps({ folded, ...parts }: SourceParts & { folded: boolean }) {
  return (
    <details open={!folded} className="group border-t border-line py-5">
      <summary className="flex min-h-6 w-fit list-none items-center gap-1.5 [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon
          aria-hidden="true"
          className="size-4 text-ink-soft transition-transform group-open:rotate-90"
        />
        <h2 className="text-lg font-semibold text-ink">Set-up at {parts.guide.name}</h2>
      </summary>
      <ol className="mt-4 grid gap-5">
        {parts.guide.steps.map((step, index) => (
          <Step key={step.text} step={step} place={index + 1} parts={parts} />
        ))}
      </ol>
    </details>
  )
}

function Step({ step: { text, copy, form }, place, parts }: { step: SetupStep; place: number; parts: SourceParts }) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
      <span
        aria-hidden="true"
        className="figures grid size-7 place-items-center rounded-full border border-edge text-sm text-ink-soft"
      >
        {place}
      </span>
      <div className="grid min-w-0 gap-3 pt-1">
        <p className="measure text-base text-ink">{text}</p>
        {copy && <CodeBlock text={copy.text({ endpoint: parts.source.endpoint })} label={copy.label} />}
        {form === 'secret' && <SecretStep {...parts} />}
        {form === 'token' && <TokenStep {...parts} />}
      </div>
    </li>
  )
}
