import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { CopyButton } from './copy-button.tsx'

/** A name, path or value inside a sentence. */
export function Code({ className, ...rest }: ComponentProps<'code'>) {
  return <code className={cn('rounded-[4px] bg-sunken px-1 py-0.5 text-[0.92em] break-words', className)} {...rest} />
}

export interface CodeBlockProps {
  /** Text to copy. Nothing here is ever run by the product. */
  text: string
  /** What it is: "Command to run the check". */
  label: string
}

/** A command or snippet with its copy button. It wraps rather than scrolls: a command must be read whole before it is run. */
export function CodeBlock({ text, label }: CodeBlockProps) {
  return (
    <div className="flex items-start justify-between gap-2 rounded-control border border-line bg-sunken py-1.5 pr-1.5 pl-3">
      <pre className="min-w-0 py-0.5 text-sm leading-6 wrap-anywhere whitespace-pre-wrap text-ink">
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={`Copy: ${label}`} compact />
    </div>
  )
}
