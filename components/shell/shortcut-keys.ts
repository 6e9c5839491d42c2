/** What of a keyboard event matters here; a `KeyboardEvent` fits. */
export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/** How long the second key of `g h` may take. */
const SEQUENCE_MS = 1_000

/**
 * The name of a press: `mod+enter` for ⌘ or Ctrl, `escape`, or the character itself (`?`, `j`, and `/` on every layout).
 * Null for other combinations, which belong to the browser.
 */
export function keyName({ key, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  if (altKey) return null
  if (key === 'Enter') return ctrlKey || metaKey ? 'mod+enter' : null
  if (ctrlKey || metaKey) return null
  if (key === 'Escape') return 'escape'
  return key.length === 1 ? key : null
}

/** Single characters can be switched off (WCAG 2.1.4) and never fire while somebody types. */
export function isSingleKey(name: string): boolean {
  return name !== 'escape' && !name.startsWith('mod+')
}

/** Remembers the key before this one: `g`, then `h` within a second, is also `g h`. Returns the names to try, longest first. */
export function createSequence(now: () => number): (name: string) => string[] {
  let before = ''
  let beforeAt = Number.NEGATIVE_INFINITY
  return (name) => {
    const at = now()
    const names = at - beforeAt <= SEQUENCE_MS ? [`${before} ${name}`, name] : [name]
    before = name
    beforeAt = at
    return names
  }
}
