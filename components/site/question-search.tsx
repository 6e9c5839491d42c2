'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Hides the questions below that do not hold every word that is typed. Without scripts all are shown. */
export function QuestionSearch({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState<number | null>(null)
  const below = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const question of below.current?.querySelectorAll<HTMLElement>('[data-question]') ?? []) {
      const text = question.textContent?.toLowerCase() ?? ''
      question.hidden = !words.every((word) => text.includes(word))
      if (!question.hidden) shown++
    }
    setFound(words.length === 0 ? null : shown)
  }, [wanted])

  return (
    <div ref={below}>
      <search className="mx-auto grid max-w-6xl gap-2 px-4 pt-10 sm:px-6">
        <label className="measure grid gap-2 text-base font-medium text-ink">
          Search the questions
          <input
            type="search"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            className="h-11 w-full rounded-control border border-edge bg-surface px-3 text-base font-normal text-ink"
          />
        </label>
        <p role="status" className="min-h-6 text-base text-ink-soft">
          {found === null ? '' : `${found} found`}
        </p>
      </search>
      {children}
    </div>
  )
}
