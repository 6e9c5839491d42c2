'use client'

import { type ComponentType, useState } from 'react'
import { buttonLook } from '../ui/button-look.ts'

export interface DemoProps {
  /** A made-up log to begin with. */
  example: string
}

/** Loads the demo when it is asked for: until then a reader's browser gets none of it. */
export function Demo({ example }: DemoProps) {
  const [Desk, setDesk] = useState<ComponentType<DemoProps> | 'loading' | 'failed' | null>(null)

  async function begin() {
    setDesk('loading')
    try {
      const { DemoDesk } = await import('./demo-desk.tsx')
      setDesk(() => DemoDesk)
    } catch {
      setDesk('failed')
    }
  }

  if (typeof Desk === 'function') return <Desk example={example} />
  return (
    <div className="grid justify-items-start gap-3 rounded-card border border-line bg-surface p-6">
      <button
        type="button"
        onClick={begin}
        disabled={Desk === 'loading'}
        className={buttonLook({ variant: 'primary', size: 'large' })}
      >
        {Desk === 'loading' ? 'Loading the engine …' : 'Try it in this browser'}
      </button>
      {Desk === 'failed' && (
        <p role="alert" className="text-base text-ink">
          The demo did not load. Nothing was sent. Try again in a moment.
        </p>
      )}
    </div>
  )
}
