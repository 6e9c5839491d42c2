import { useSyncExternalStore } from 'react'

/** Looked at again once a minute, and when a page comes back from the browser's cache. */
const EVERY_MS = 60_000

function subscribe(heard: () => void): () => void {
  const timer = setInterval(heard, EVERY_MS)
  addEventListener('pageshow', heard)
  document.addEventListener('visibilitychange', heard)
  return () => {
    clearInterval(timer)
    removeEventListener('pageshow', heard)
    document.removeEventListener('visibilitychange', heard)
  }
}

/** The reader's clock to the minute; while the page is first drawn, the time that the server drew it for. */
export function useNow(drawnAtMs: number): number {
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / EVERY_MS) * EVERY_MS,
    () => drawnAtMs,
  )
}
