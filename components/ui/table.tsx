import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

export interface TableProps extends ComponentProps<'table'> {
  /** Names the table for a screen reader and the region that scrolls. */
  label: string
}

/** A region that scrolls must take focus, or a keyboard cannot scroll it (axe: scrollable-region-focusable). */
export const SCROLLED_BY_KEYBOARD = { tabIndex: 0 } as const

/** Scrolls sideways inside its own frame on narrow screens; the frame takes focus so that a keyboard can scroll it. */
export function Table({ label, className, ...rest }: TableProps) {
  return (
    <section className="scroll-x relative w-full" aria-label={`Table: ${label}`} {...SCROLLED_BY_KEYBOARD}>
      <table className={cn('w-full border-collapse text-left text-base', className)} aria-label={label} {...rest} />
    </section>
  )
}

export function TableHead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead className={cn('border-b border-edge', className)} {...rest} />
}

export function TableBody({ className, ...rest }: ComponentProps<'tbody'>) {
  return <tbody className={cn('divide-y divide-line', className)} {...rest} />
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('align-top', className)} {...rest} />
}

/** A heading of a column, or of a row with `scope="row"`. */
export function TableHeader({ className, scope = 'col', ...rest }: ComponentProps<'th'>) {
  const kind = scope === 'row' ? 'text-base text-ink' : 'text-sm text-ink-soft'
  return (
    <th
      scope={scope}
      className={cn('px-3 py-2 text-left font-medium first:pl-0 last:pr-0', kind, className)}
      {...rest}
    />
  )
}

export function TableCell({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={cn('px-3 py-2 first:pl-0 last:pr-0', className)} {...rest} />
}
