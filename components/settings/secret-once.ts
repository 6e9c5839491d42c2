/**
 * A secret between the page that made it and the page that shows it, once: in the memory of this tab, gone with the next
 * page load. Never touched while a page is rendered on the server.
 */
const held = new Map<string, string>()

export function holdSecret(sourceId: string, secret: string): void {
  held.set(sourceId, secret)
}

/** The secret of this source if this tab has just been given it. */
export function heldSecret(sourceId: string): string | null {
  return held.get(sourceId) ?? null
}

export function forgetSecret(sourceId: string): void {
  held.delete(sourceId)
}
