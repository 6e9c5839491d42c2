import type { ReactNode } from 'react'

/** A fact of whoever runs the server, or that it has not been set: a gap is shown, never filled. */
export function OperatorFact({ children }: { children?: ReactNode }) {
  if (children !== undefined && children !== null) return <>{children}</>
  return (
    <span className="rounded-[4px] box-decoration-clone border border-dashed border-edge px-1.5 py-0.5 text-[0.9em] text-ink-soft">
      not set by the operator yet
    </span>
  )
}
