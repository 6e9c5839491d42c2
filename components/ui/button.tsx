import type { ComponentProps } from 'react'
import { type ButtonLook, buttonLook } from './button-look.ts'
import { cn } from './cn.ts'
import { Slot } from './slot.tsx'

export type ButtonProps = ComponentProps<'button'> & ButtonLook & { asChild?: boolean }

/** `asChild` gives the look to the one child, for links that act. Type is `button` unless said otherwise. */
export function Button({ asChild = false, className, variant, size, type, ...rest }: ButtonProps) {
  const classes = cn(buttonLook({ variant, size }), className)
  if (asChild) return <Slot className={classes} {...rest} />
  return <button type={type ?? 'button'} className={classes} {...rest} />
}
