'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

const DELAY_MS = 400

export interface TooltipProps {
  /** The one control it explains; it needs an accessible name of its own. */
  children: ReactNode
  text: string
  /** A shortcut, shown as keys: `['g', 'h']`. */
  keys?: readonly string[]
}

/** Brings its own provider, so that pages without tooltips load none of this. */
export function Tooltip({ children, text, keys = [] }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={DELAY_MS}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-72 animate-arrive items-center gap-2 rounded-control border border-line bg-raised px-2 py-1 text-sm text-ink shadow-float"
          >
            {text}
            {keys.length > 0 && (
              <span className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            )}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
