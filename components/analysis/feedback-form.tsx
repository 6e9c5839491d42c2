'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/cn.ts'
import { Input } from '../ui/input.tsx'
import { Label } from '../ui/label.tsx'
import { RATING_WORDS } from './words.ts'

export type RatingKind = keyof typeof RATING_WORDS
export interface GivenWords {
  rating: RatingKind
  realCause: string
  helped: string
}

const KINDS: readonly RatingKind[] = ['right', 'partly', 'wrong']

export interface FeedbackFormProps {
  initial?: GivenWords | undefined
  busy: boolean
  onGive: (given: GivenWords) => void
}

/** Right, partly or wrong; and, for who wants to say more, what the cause was and what helped. */
export function FeedbackForm({ initial, busy, onGive }: FeedbackFormProps) {
  const id = useId()
  const [rating, setRating] = useState<RatingKind | null>(initial?.rating ?? null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => `${form.get(name) ?? ''}`.trim()
    if (rating !== null) onGive({ rating, realCause: text('realCause'), helped: text('helped') })
  }
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-base font-medium text-ink">Was this right?</legend>
        <div className="flex flex-wrap gap-2">
          {KINDS.map((kind) => (
            <label
              key={kind}
              className={cn(
                'flex h-11 min-w-24 cursor-pointer items-center justify-center gap-2 rounded-control border border-edge bg-surface px-4 font-medium text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
                rating === kind && 'border-accent bg-accent-tint',
              )}
            >
              <input
                type="radio"
                name="rating"
                value={kind}
                required
                checked={rating === kind}
                onChange={() => setRating(kind)}
                className="size-4 focus-visible:outline-none"
              />
              {RATING_WORDS[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <Words id={`${id}-cause`} name="realCause" label="The real cause" initial={initial?.realCause} />
        <Words id={`${id}-helped`} name="helped" label="What helped" initial={initial?.helped} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" disabled={busy || rating === null}>
          {busy ? 'Saving' : 'Save'}
        </Button>
        <p className="measure min-w-0 text-sm text-ink-soft">
          In your own words, not lines of a log. Redacted, kept with the analysis, and gone with it.
        </p>
      </div>
    </form>
  )
}

function Words({
  id,
  name,
  label,
  initial,
}: {
  id: string
  name: string
  label: string
  initial?: string | undefined
}) {
  return (
    <div className="grid content-start gap-1">
      <Label htmlFor={id} className="text-sm">
        {label} <span className="font-normal text-ink-soft">(optional)</span>
      </Label>
      <Input id={id} name={name} maxLength={400} autoComplete="off" defaultValue={initial ?? ''} />
    </div>
  )
}
