'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

/** Stands once in the root layout. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={400}>{children}</Radix.Provider>
}

export interface TooltipProps {
  /** The one control it explains; it needs an accessible name of its own. */
  children: ReactNode
  text: string
  /** A shortcut, shown as keys: `['g', 'h']`. */
  keys?: readonly string[]
}

export function Tooltip({ children, text, keys = [] }: TooltipProps) {
  return (
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
  )
}
