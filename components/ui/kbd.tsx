import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

export function Kbd({ className, ...rest }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-grid min-w-5 place-items-center rounded-[4px] border border-edge bg-surface px-1 text-xs leading-4 text-ink-soft',
        className,
      )}
      {...rest}
    />
  )
}
