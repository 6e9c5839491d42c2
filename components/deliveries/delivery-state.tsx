import {
  CircleCheckIcon,
  CircleDashedIcon,
  CircleDotIcon,
  CircleXIcon,
  type LucideIcon,
  MergeIcon,
  MinusIcon,
  SendIcon,
  UnplugIcon,
} from 'lucide-react'
import { cn } from '../ui/cn.ts'
import { type DeliveryState, STATE_WORDS } from './delivery-words.ts'

const SHAPES: Readonly<Record<DeliveryState, LucideIcon>> = {
  received: CircleDashedIcon,
  analyzing: CircleDotIcon,
  analyzed: CircleCheckIcon,
  delivered: SendIcon,
  failed: CircleXIcon,
  coalesced: MergeIcon,
  ignored: MinusIcon,
  interrupted: UnplugIcon,
}

/** What needs a person's eye is in ink; the rest steps back. Without colour: the four meanings are decisions. */
const LOUD = new Set<DeliveryState>(['failed', 'interrupted'])

/** A shape and a word. */
export function DeliveryStateMark({ state, className }: { state: DeliveryState; className?: string }) {
  const Shape = SHAPES[state]
  const weight = LOUD.has(state) ? 'font-semibold text-ink' : 'text-ink-soft'
  return (
    <span
      className={cn('inline-flex items-center gap-1.5 text-base whitespace-nowrap', weight, className)}
      data-state={state}
    >
      <Shape aria-hidden="true" className="size-3.5 shrink-0" />
      {STATE_WORDS[state]}
    </span>
  )
}
