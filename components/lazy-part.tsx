'use client'

import { type ComponentType, lazy } from 'react'

/**
 * A part of a page that is loaded when it is first shown. Where it cannot be loaded it says so in its own place: the rest of
 * the page, and the log that somebody has put into it, stays.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>) {
  const NotLoaded: ComponentType<P> = () => (
    <p role="alert" className="measure p-4 text-base text-ink">
      This part of the page could not be loaded: the connection or the server is away. What you have here is kept. Open
      the page again in another tab when the connection is back.
    </p>
  )
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: NotLoaded }),
    ),
  )
}
