'use client'

import { useId, useState } from 'react'
import { printableProse } from '../analysis/printable.ts'
import { Prose } from '../analysis/prose.tsx'
import type { Analysis } from '../analysis/types.ts'
import { Label } from '../ui/label.tsx'
import { Textarea } from '../ui/textarea.tsx'

const MAX_CHARS = 500

/** What the person believes before the answer can lead them. In this tab only: it is not sent and not stored. */
export function GuessField({ guess, onGuess }: { guess: string; onGuess: (guess: string) => void }) {
  const id = useId()
  const [open, setOpen] = useState(guess !== '')
  return (
    <details
      className="relative rounded-control border border-line bg-surface"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="px-3 py-1.5 text-sm text-ink-soft">My guess first</summary>
      {/* Floats where there is room, so that the log beside it stays where it is. */}
      <div className="grid gap-1 border-t border-line p-3 md:absolute md:-inset-x-px md:top-full md:z-10 md:rounded-b-control md:border md:bg-raised md:shadow-float">
        <Label htmlFor={id} className="text-sm">
          What do you think the cause is?
        </Label>
        <Textarea
          id={id}
          aria-describedby={`${id}-help`}
          maxLength={MAX_CHARS}
          autoComplete="off"
          spellCheck={false}
          translate="no"
          data-gramm="false"
          value={guess}
          onChange={({ target }) => onGuess(target.value)}
          className="min-h-16 text-sm"
        />
        <p id={`${id}-help`} className="text-xs text-ink-faint">
          Stays in this tab. Shown beside the answer, then gone.
        </p>
      </div>
    </details>
  )
}

/** Both side by side; which was right is for the person to say. */
export function GuessCompared({ guess, analysis }: { guess: string; analysis: Analysis }) {
  if (guess.trim() === '') return null
  const cause = analysis.rootCauses.find(({ kind }) => kind === 'cause') ?? analysis.rootCauses[0]
  return (
    <section aria-label="Your guess and the answer" className="rounded-card border border-line bg-surface p-4">
      <dl className="grid gap-4 sm:grid-cols-2">
        <div className="min-w-0">
          <dt className="text-sm text-ink-soft">Your guess, before</dt>
          <dd className="whitespace-pre-line wrap-anywhere text-ink">{printableProse(guess)}</dd>
        </div>
        <div className="min-w-0">
          <dt className="text-sm text-ink-soft">
            {cause ? `The answer, at ${Math.round(analysis.confidence * 100)} %` : 'The answer'}
          </dt>
          <dd className="wrap-anywhere text-ink">
            {cause ? <Prose text={cause.summary} /> : 'No cause is named. Your guess is still open.'}
          </dd>
        </div>
      </dl>
      <p className="pt-3 text-xs text-ink-faint">Your guess was neither sent nor stored.</p>
    </section>
  )
}
