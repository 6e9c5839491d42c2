import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

export function Label({ className, htmlFor, children, ...rest }: ComponentProps<'label'>) {
  return (
    <label htmlFor={htmlFor} className={cn('block text-base font-medium text-ink', className)} {...rest}>
      {children}
    </label>
  )
}

export interface FieldProps {
  /** Id of the control; the help is `${id}-help`, the error `${id}-error`. */
  id: string
  label: string
  help?: ReactNode
  error?: string | undefined
  children: ReactNode
}

/** Label, control, help and error in reading order. The control still needs `id` and `aria-describedby`. */
export function Field({ id, label, help, error, children }: FieldProps) {
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{label}</Label>
      {children}
      {help !== undefined && (
        <p id={`${id}-help`} className="text-sm text-ink-soft">
          {help}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="border-l-2 border-ink pl-2 text-sm font-medium text-ink">
          {error}
        </p>
      )}
    </div>
  )
}
