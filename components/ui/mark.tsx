import type { ReactElement } from 'react'

// The few marks of pages that visitors see, drawn here: an icon library's frame would come with each of them.

const SHAPES = {
  tick: <path d="M1.5 6.5 4.5 9.5 10.5 2.5" />,
  sheets: (
    <>
      <rect x="1" y="1" width="7" height="7" rx="1" />
      <path d="M11 4.5V10a1 1 0 0 1-1 1H4.5" />
    </>
  ),
  halves: (
    <>
      <circle cx="6" cy="6" r="5" />
      <path d="M6 1a5 5 0 0 1 0 10Z" fill="currentColor" />
    </>
  ),
  download: <path d="M6 1.5v6M3 5l3 3 3-3M1.5 10.5h9" />,
  problem: (
    <>
      <circle cx="6" cy="6" r="5" />
      <path d="M6 3.25V6.5M6 8.5v.25" />
    </>
  ),
  note: (
    <>
      <circle cx="6" cy="6" r="5" />
      <path d="M6 5.5v3.25M6 3.25v.25" />
    </>
  ),
} as const satisfies Record<string, ReactElement>

/** A shape beside words that say the same; nothing is read out for it. */
export function Mark({ shape, className }: { shape: keyof typeof SHAPES; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {SHAPES[shape]}
    </svg>
  )
}
