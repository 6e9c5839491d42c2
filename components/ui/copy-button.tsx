'use client'

import { useEffect, useState } from 'react'
import { buttonLook } from './button-look.ts'
import { Mark } from './mark.tsx'

const SHOWN_MS = 2_000

export interface CopyButtonProps {
  /** Exactly what lands on the clipboard. */
  text: string
  /** What it is: "Copy command". */
  label: string
  /** Shows only the icon; the label stays for screen readers. */
  compact?: boolean
}

/** Says in words whether it worked: a browser may refuse the clipboard. */
export function CopyButton({ text, label, compact = false }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('refused')
    }
  }

  const word = { idle: label, copied: 'Copied', refused: 'The browser refused: select and copy' }[state]
  return (
    <button
      type="button"
      className={buttonLook({ size: 'small', variant: 'quiet' })}
      onClick={copy}
      aria-label={label}
      title={compact ? label : undefined}
    >
      <Mark shape={state === 'copied' ? 'tick' : 'sheets'} />
      <span className={compact && state !== 'refused' ? 'sr-only' : undefined} aria-live="polite">
        {word}
      </span>
    </button>
  )
}
