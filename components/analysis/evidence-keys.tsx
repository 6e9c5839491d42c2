'use client'

import { useShortcuts } from '../shell/use-shortcuts.ts'

/** `j` and `k` move the focus along the lines of evidence. Draws nothing. */
export function EvidenceKeys() {
  useShortcuts({ j: () => move(1), k: () => move(-1) })
  return null
}

function move(step: 1 | -1) {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-evidence]')]
  const at = lines.findIndex((line) => line.matches(':focus'))
  const next = at < 0 ? (step === 1 ? 0 : lines.length - 1) : at + step
  lines[next]?.focus()
  lines[next]?.scrollIntoView({ block: 'nearest' })
}
