/** A person's own choice, kept in this browser. Nothing but `off` is ever written. */
const STORAGE_KEY = 'lethe-single-keys'

/** Whether shortcuts of one character are on. A browser that refuses storage has them on. */
export function singleKeysAllowed(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off'
  } catch {
    return true
  }
}

export function allowSingleKeys(allowed: boolean) {
  try {
    if (allowed) localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, 'off')
  } catch {
    // Then the choice lasts until the page is left.
  }
}
