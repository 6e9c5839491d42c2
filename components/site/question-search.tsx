'use client'

import { useEffect, useRef, useState } from 'react'

/** Hides the questions of the page that do not hold every word that is typed. Without scripts all are shown. */
export function QuestionSearch() {
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState<number | null>(null)
  const place = useRef<HTMLElement>(null)

  useEffect(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const section of place.current?.closest('main')?.querySelectorAll('section') ?? []) {
      const before = shown
      for (const question of section.querySelectorAll<HTMLElement>('[data-question]')) {
        const text = question.textContent?.toLowerCase() ?? ''
        question.hidden = !words.every((word) => text.includes(word))
        if (!question.hidden) shown++
      }
      section.hidden = shown === before
    }
    setFound(words.length === 0 ? null : shown)
  }, [wanted])

  return (
    <search ref={place} className="grid gap-2 pt-2">
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
  )
}
