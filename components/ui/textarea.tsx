import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { FIELD } from './input.tsx'

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(FIELD, 'min-h-24 px-3 py-2 text-base', className)} {...rest} />
}
