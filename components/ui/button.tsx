import type { VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { buttonLook } from './button-look.ts'
import { cn } from './cn.ts'

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonLook> & { asChild?: boolean }

/** `asChild` gives the look to the one child, for links that act. Type is `button` unless said otherwise. */
export function Button({ asChild = false, className, variant, size, type, ...rest }: ButtonProps) {
  const classes = cn(buttonLook({ variant, size }), className)
  if (asChild) return <Slot.Root className={classes} {...rest} />
  return <button type={type ?? 'button'} className={classes} {...rest} />
}
