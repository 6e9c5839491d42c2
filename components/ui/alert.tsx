import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'

export interface AlertProps {
  /** `problem` is announced at once; `note` waits for its turn. */
  tone?: 'problem' | 'note'
  /** What happened, in one sentence. */
  happened: ReactNode
  /** What was kept: the text is still here, nothing was saved, ... */
  kept?: ReactNode
  /** What to do now. */
  todo?: ReactNode
  /** Buttons that do it. */
  actions?: ReactNode
  /** For its place among others, not its look. */
  className?: string
}

/** Every error of the product has this form: what happened, what was kept, what to do. */
export function Alert({ tone = 'problem', happened, kept, todo, actions, className = '' }: AlertProps) {
  const problem = tone === 'problem'
  return (
    <div
      role={problem ? 'alert' : 'status'}
      className={`flex gap-3 rounded-card border border-l-4 bg-surface p-4 ${problem ? 'border-ink' : 'border-line border-l-edge'} ${className}`}
    >
      <Mark shape={problem ? 'problem' : 'note'} className="mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 gap-1 text-base wrap-anywhere">
        <p className="font-semibold text-ink">{happened}</p>
        {kept !== undefined && <p className="text-ink-soft">{kept}</p>}
        {todo !== undefined && <p className="text-ink">{todo}</p>}
        {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
