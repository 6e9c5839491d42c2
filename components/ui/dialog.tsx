'use client'

import { XIcon } from 'lucide-react'
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { cn } from './cn.ts'
import { Slot } from './slot.tsx'

interface Opening {
  open: boolean
  setOpen(open: boolean): void
}
const Context = createContext<Opening>({ open: false, setOpen: () => {} })

export interface DialogProps {
  /** Left out: the dialog keeps it itself. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

/** The browser's own modal dialog: it holds the focus, makes the page behind it inert, and closes on Escape. */
export function Dialog({ open, onOpenChange, children }: DialogProps) {
  const [own, setOwn] = useState(false)
  const opening = useMemo(
    () => ({
      open: open ?? own,
      setOpen(next: boolean) {
        setOwn(next)
        onOpenChange?.(next)
      },
    }),
    [open, own, onOpenChange],
  )
  return <Context value={opening}>{children}</Context>
}

interface OneControl {
  /** The control is the child. */
  asChild: true
  children: ReactNode
}

export function DialogTrigger({ children }: OneControl) {
  const { open, setOpen } = use(Context)
  return (
    <Slot aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
      {children}
    </Slot>
  )
}

export function DialogClose({ children }: OneControl) {
  const { setOpen } = use(Context)
  return <Slot onClick={() => setOpen(false)}>{children}</Slot>
}

export interface DialogContentProps {
  title: string
  /** What will happen, in one or two sentences; read out when the dialog opens. */
  description: ReactNode
  className?: string
  children?: ReactNode
}

/** Put the buttons in a `DialogActions`. */
export function DialogContent(props: DialogContentProps) {
  const { open } = use(Context)
  return open ? createPortal(<Modal {...props} />, document.body) : null
}

function Modal({ title, description, className, children }: DialogContentProps) {
  const { setOpen } = use(Context)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the element goes, so that the focus goes back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    return () => {
      shown?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  usePressBeside(dialog, () => setOpen(false))
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        setOpen(false)
      }}
      // A browser closes it by itself on a second Escape.
      onClose={({ currentTarget }) => !currentTarget.open && setOpen(false)}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg animate-arrive overflow-y-auto overscroll-contain rounded-card border border-line bg-raised text-base text-ink shadow-float backdrop:bg-[oklch(0_0_0/0.45)]"
    >
      <div className={cn('relative grid gap-4 p-6', className)}>
        <div className="grid gap-2 pr-8">
          <h2 id={`${id}-title`} className="text-xl font-semibold text-ink">
            {title}
          </h2>
          <p id={`${id}-description`} className="text-base text-ink-soft">
            {description}
          </p>
        </div>
        {children}
        <button
          type="button"
          aria-label="Close"
          onClick={() => setOpen(false)}
          className="absolute top-4 right-4 grid size-8 place-items-center rounded-control text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
        >
          <XIcon aria-hidden="true" className="size-4" />
        </button>
      </div>
    </dialog>
  )
}

/** On the dim part around the box, which alone is the dialog itself. Not where text was selected from inside to there. */
function usePressBeside(dialog: RefObject<HTMLDialogElement | null>, close: () => void) {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    const shown = dialog.current
    let began: EventTarget | null = null
    const pressed = ({ target }: Event) => {
      began = target
    }
    const clicked = ({ target }: Event) => target === shown && began === shown && latest.current()
    shown?.addEventListener('pointerdown', pressed)
    shown?.addEventListener('click', clicked)
    return () => {
      shown?.removeEventListener('pointerdown', pressed)
      shown?.removeEventListener('click', clicked)
    }
  }, [dialog])
}

export function DialogActions({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-wrap justify-end gap-2', className)} {...rest} />
}
