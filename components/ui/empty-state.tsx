import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** What will be here. */
  title: string
  children?: ReactNode
  /** The one next step. */
  action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-3 rounded-card border border-dashed border-edge p-6 sm:p-10">
      <p className="text-lg font-semibold text-ink">{title}</p>
      {children !== undefined && <div className="measure text-base text-ink-soft">{children}</div>}
      {action}
    </div>
  )
}
