import type { ReactNode } from 'react'
import { cn } from '../ui/cn.ts'

/** Text to read: 16 px, 72 characters, room between paragraphs. */
export function Prose({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cn(
        'measure grid gap-4 text-lg text-pretty text-ink [&_li]:pl-1 [&_ol]:grid [&_ol]:list-decimal [&_ol]:gap-2 [&_ol]:pl-6 [&_ul]:grid [&_ul]:list-disc [&_ul]:gap-2 [&_ul]:pl-6 [&_li]:marker:text-ink-faint',
        className,
      )}
    >
      {children}
    </div>
  )
}

export interface TextLinkProps {
  href: string
  children: ReactNode
  className?: string
}

/** A link in running text: underlined, since colour alone does not tell it from words. Plain, so that it costs no script. */
export function TextLink({ href, className, children }: TextLinkProps) {
  const look = cn('text-accent underline underline-offset-4 hover:text-accent-hover', className)
  return (
    <a href={href} className={look}>
      {children}
    </a>
  )
}
