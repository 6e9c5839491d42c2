'use client'

import { useState } from 'react'
import { Button } from '../ui/button.tsx'

/** Served by us; also in the folder `examples`. Made up, names and addresses too. */
const SAMPLES = [
  { file: 'service-pool-exhausted.log', name: 'A service runs out of database connections' },
  { file: 'kubernetes-out-of-memory.log', name: 'A container is killed for its memory' },
  { file: 'ci-type-error.log', name: 'A CI job fails on a type error' },
] as const

/** For whoever has no log at hand: three incidents that go the way of any other. */
export function Samples({ onText }: { onText: (text: string, name: string) => void }) {
  const [failed, setFailed] = useState(false)
  async function open(file: string) {
    setFailed(false)
    try {
      const answer = await fetch(`/samples/${file}`)
      if (!answer.ok) throw new Error(String(answer.status))
      onText(await answer.text(), file)
    } catch {
      setFailed(true)
    }
  }
  return (
    <section aria-label="Sample incidents" className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-3">
      <p className="text-sm text-ink-soft">No log at hand? Try a sample:</p>
      <ul className="flex flex-wrap gap-2">
        {SAMPLES.map(({ file, name }) => (
          <li key={file}>
            <Button size="small" className="h-auto min-h-7 py-1 text-left whitespace-normal" onClick={() => open(file)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      {failed && (
        <p role="alert" className="text-sm text-ink">
          The sample could not be loaded. Nothing was sent. Try again, or paste any log.
        </p>
      )}
    </section>
  )
}
