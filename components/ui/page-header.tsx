import type { ReactNode } from 'react'

export interface PageHeaderProps {
  title: string
  /** What this page is for, in one sentence. */
  lead?: ReactNode
  actions?: ReactNode
}

/** The one `h1` of a page of the dashboard. */
export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-4 pb-6">
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold text-ink">{title}</h1>
        {lead !== undefined && <p className="measure text-base text-ink-soft">{lead}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}
