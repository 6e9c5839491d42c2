/**
 * A secret between the page that made it and the page that shows it, once: in the memory of this tab, gone with the next
 * page load. Never touched while a page is rendered on the server.
 */
export interface HeldSecret {
  secret: string
  /** What to paste at the sender: with the secret in it, where the address carries it. */
  address: string
}

const held = new Map<string, HeldSecret>()

export function holdSecret(sourceId: string, given: HeldSecret): void {
  held.set(sourceId, given)
}

/** The secret of this source if this tab has just been given it. */
export function heldSecret(sourceId: string): HeldSecret | null {
  return held.get(sourceId) ?? null
}

export function forgetSecret(sourceId: string): void {
  held.delete(sourceId)
}
