'use client'

import { useLayoutEffect, useRef } from 'react'
import { createSequence, isSingleKey, keyName } from './shortcut-keys.ts'
import { singleKeysAllowed } from './single-keys.ts'

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

const TYPING = 'input:not([type=radio], [type=checkbox], [type=file]), textarea, select, [contenteditable=true]'
const FLOATING = 'dialog, [role=dialog], [role=menu], [role=listbox]'

/**
 * Listens while the component is mounted, from before it can be seen: a key pressed at once is not lost. The first handler that fits
 * wins; other listeners see `defaultPrevented`.
 */
export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts)
  useLayoutEffect(() => {
    latest.current = shortcuts
  })
  useLayoutEffect(() => {
    const sequence = createSequence(() => performance.now())
    const pressed = (event: KeyboardEvent) => {
      const name = keyName(event)
      if (name === null || event.defaultPrevented || event.repeat) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest(FLOATING)) return
      if (isSingleKey(name) && (target?.closest(TYPING) || !singleKeysAllowed())) return
      for (const known of sequence(name)) {
        const handler = latest.current[known]
        if (!handler) continue
        event.preventDefault()
        return handler(event)
      }
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
