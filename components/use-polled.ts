'use client'

import { useEffect, useRef, useState } from 'react'

const EVERY_MS = 2_000
/** After a failure, so that a server in trouble is not asked by every open page. */
const AFTER_FAILURE_MS = 10_000

export interface Polled<T> {
  value: T
  /** False once a question was not answered, until one is. */
  live: boolean
}

/**
 * Asks `url` every two seconds while the page can be seen, and at once when it is seen again. `initial` is what the server
 * rendered. An answer that came too late to matter is dropped. `off` stops it.
 */
export function usePolled<T>(url: string, initial: T, read: (json: unknown) => T, off = false): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({ value: initial, live: true })
  const reader = useRef(read)
  useEffect(() => {
    reader.current = read
  })
  useEffect(() => {
    if (off) return
    const ended = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let asking = false
    const ask = async () => {
      clearTimeout(timer)
      if (asking || ended.signal.aborted || document.visibilityState !== 'visible') return
      asking = true
      const value = await fetchJson(url, ended.signal)
      asking = false
      if (ended.signal.aborted) return
      setPolled((before) => (value === null ? { ...before, live: false } : next(before, reader.current(value.json))))
      timer = setTimeout(ask, value === null ? AFTER_FAILURE_MS : EVERY_MS)
    }
    const seen = () => void ask()
    timer = setTimeout(ask, EVERY_MS)
    document.addEventListener('visibilitychange', seen)
    return () => {
      ended.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [url, off])
  return polled
}

/** Equal answers keep the old object, so that nothing is drawn again. */
function next<T>(before: Polled<T>, value: T): Polled<T> {
  const same = JSON.stringify(before.value) === JSON.stringify(value)
  return same && before.live ? before : { value: same ? before.value : value, live: true }
}

async function fetchJson(url: string, signal: AbortSignal): Promise<{ json: unknown } | null> {
  try {
    const answer = await fetch(url, { signal, cache: 'no-store' })
    return answer.ok ? { json: await answer.json() } : null
  } catch {
    return null
  }
}
