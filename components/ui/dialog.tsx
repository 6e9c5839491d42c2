'use client'

import { XIcon } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger
export const DialogClose = Radix.Close

export interface DialogContentProps extends Omit<ComponentProps<typeof Radix.Content>, 'title'> {
  title: string
  /** What will happen, in one or two sentences; read out when the dialog opens. */
  description: ReactNode
}

/** Focus is held inside and returns to the trigger; Escape closes. Put the buttons in a `DialogActions`. */
export function DialogContent({ title, description, className, children, ...rest }: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-arrive bg-[oklch(0_0_0/0.45)]" />
      <Radix.Content
        className={cn(
          'fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 animate-arrive gap-4 overflow-y-auto rounded-card border border-line bg-raised p-6 shadow-float',
          className,
        )}
        {...rest}
      >
        <div className="grid gap-2 pr-8">
          <Radix.Title className="text-xl font-semibold text-ink">{title}</Radix.Title>
          <Radix.Description className="text-base text-ink-soft">{description}</Radix.Description>
        </div>
        {children}
        <Radix.Close
          aria-label="Close"
          className="absolute top-4 right-4 grid size-8 place-items-center rounded-control text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
        >
          <XIcon aria-hidden="true" className="size-4" />
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  )
}

export function DialogActions({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-wrap justify-end gap-2', className)} {...rest} />
}
