import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

const look = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 print:hidden',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
        secondary: 'border-edge bg-surface text-ink hover:bg-sunken',
        quiet: 'border-transparent bg-transparent text-ink-soft hover:bg-sunken hover:text-ink',
        /** For what cannot be undone. Red means "escalate" and nothing else, so weight and words carry the danger. */
        danger: 'border-2 border-ink bg-surface text-ink hover:bg-ink hover:text-ground',
      },
      size: {
        small: 'h-7 px-2 text-sm',
        medium: 'h-9 px-3 text-base',
        /** 44 px, for the main action of a page. */
        large: 'h-11 px-5 text-lg',
        icon: 'size-9',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
)

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof look> & { asChild?: boolean }

/** `asChild` gives the look to the one child, for links that act. Type is `button` unless said otherwise. */
export function Button({ asChild = false, className, variant, size, type, ...rest }: ButtonProps) {
  const classes = cn(look({ variant, size }), className)
  if (asChild) return <Slot.Root className={classes} {...rest} />
  return <button type={type ?? 'button'} className={classes} {...rest} />
}
