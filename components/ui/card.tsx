import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** Borders, no shadow: a card lies on the page, it does not float. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('rounded-card border border-line bg-surface', className)} {...rest} />
}

export function CardHeader({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('border-b border-line px-4 py-3', className)} {...rest} />
}

/** `h2` by default; pass the level that the page's outline needs. */
export function CardTitle({ level: Level = 'h2', className, ...rest }: ComponentProps<'h2'> & { level?: 'h2' | 'h3' }) {
  return <Level className={cn('text-lg font-semibold text-ink', className)} {...rest} />
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('px-4 py-4', className)} {...rest} />
}

export function CardFooter({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-wrap items-center gap-2 border-t border-line px-4 py-3', className)} {...rest} />
}
