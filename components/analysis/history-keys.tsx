'use client'

import { useShortcuts } from '../shell/use-shortcuts.ts'

/** `j` and `k` move the focus along the links of the history. Draws nothing. */
export function HistoryKeys() {
  useShortcuts({ j: () => move(1), k: () => move(-1) })
  return null
}

function move(step: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-history-link]')]
  const at = links.findIndex((link) => link.matches(':focus'))
  const next = at < 0 ? (step === 1 ? 0 : links.length - 1) : at + step
  links[next]?.focus()
}
