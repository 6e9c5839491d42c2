import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** The look of every field that takes text. */
export const FIELD =
  'w-full rounded-control border border-edge bg-surface text-ink placeholder:text-ink-faint transition-colors hover:border-ink-soft disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-2 aria-invalid:border-ink'

/** Set `aria-invalid` and point `aria-describedby` at the message; `className="h-11"` where it is the page's only field. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(FIELD, 'h-9 px-3 text-base', className)} {...rest} />
}
