import { cn } from '../ui/cn.ts'

/** The name with its mark: three lines, one struck out. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <a href="/" className={cn('inline-flex h-9 items-center gap-2 text-lg font-semibold text-ink', className)}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4" fill="currentColor">
        <rect y="1" width="16" height="2" rx="1" opacity=".5" />
        <rect y="5.5" width="10" height="2" rx="1" opacity=".5" />
        <rect y="10" width="16" height="5" rx="1.5" />
      </svg>
      Lethe
    </a>
  )
}
