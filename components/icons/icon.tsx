import type { ComponentProps, ReactElement, ReactNode } from 'react'

export type Icon = (props: ComponentProps<'svg'>) => ReactElement

/** A drawing on a field of 24 by 24. The shapes of this folder are those of lucide.dev, see LICENSE beside them. */
export function icon(shape: ReactNode): Icon {
  return (props) => (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width={24}
      height={24}
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...props}
    >
      {shape}
    </svg>
  )
}
