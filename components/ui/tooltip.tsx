'use client'

import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'
import { Slot } from './slot.tsx'

const DELAY_MS = 400
/** Time to move the pointer from the control onto the words. */
const LEAVE_MS = 120
const GAP = 6
/** Half of the widest one, and a margin. */
const HALF = 152

export interface TooltipProps {
  /** The one control it explains; it needs an accessible name of its own. */
  children: ReactNode
  text: string
  /** A shortcut, shown as keys: `['g', 'h']`. */
  keys?: readonly string[]
}

/** Shown on hover and on focus by keyboard; goes with the pointer, the focus, a press and Escape (WCAG 1.4.13). */
export function Tooltip({ children, text, keys = [] }: TooltipProps) {
  const id = useId()
  const { place, setPlace, later, hide, stay } = usePlace()
  return (
    <>
      <Slot
        {...(place ? { 'aria-describedby': id } : {})}
        onPointerEnter={({ pointerType, currentTarget }: PointerEvent) =>
          pointerType === 'mouse' && later(() => setPlace(placeOf(currentTarget)), DELAY_MS)
        }
        onPointerLeave={() => later(hide, LEAVE_MS)}
        onPointerDown={hide}
        onFocus={({ currentTarget }: FocusEvent) =>
          currentTarget.matches(':focus-visible') && setPlace(placeOf(currentTarget))
        }
        onBlur={hide}
      >
        {children}
      </Slot>
      {place &&
        createPortal(
          <div
            id={id}
            role="tooltip"
            style={place}
            onPointerEnter={stay}
            onPointerLeave={hide}
            className="fixed z-50 flex max-w-72 animate-arrive items-center gap-2 rounded-control border border-line bg-raised px-2 py-1 text-sm text-ink shadow-float print:hidden"
          >
            {text}
            {keys.length > 0 && (
              <span className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            )}
          </div>,
          document.body,
        )}
    </>
  )
}

/** Where the words stand, or null while they are not shown. */
function usePlace() {
  const [place, setPlace] = useState<Place | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stay = () => clearTimeout(timer.current)
  const later = (work: () => void, ms: number) => {
    stay()
    timer.current = setTimeout(work, ms)
  }
  const hide = () => {
    stay()
    setPlace(null)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const shown = place !== null
  useEffect(() => {
    if (!shown) return
    const gone = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') setPlace(null)
    }
    window.addEventListener('keydown', gone)
    window.addEventListener('scroll', gone, true)
    return () => {
      window.removeEventListener('keydown', gone)
      window.removeEventListener('scroll', gone, true)
    }
  }, [shown])
  return { place, setPlace, later, hide, stay }
}

interface Place {
  top?: number
  bottom?: number
  left?: number
  right?: number
  translate?: string
}

/** Below the control, above it where there is no room, and never out of the window. */
function placeOf(control: Element): Place {
  const { left, right, top, bottom } = control.getBoundingClientRect()
  const middle = (left + right) / 2
  const { innerWidth, innerHeight } = window
  const vertical = bottom + 48 < innerHeight ? { top: bottom + GAP } : { bottom: innerHeight - top + GAP }
  if (middle < HALF) return { ...vertical, left: Math.max(8, left) }
  if (middle > innerWidth - HALF) return { ...vertical, right: Math.max(8, innerWidth - right) }
  return { ...vertical, left: middle, translate: '-50%' }
}
