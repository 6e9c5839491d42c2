import { CircleCheckIcon } from '../icons/circle-check.tsx'
import { CircleDashedIcon } from '../icons/circle-dashed.tsx'
import { CircleDotIcon } from '../icons/circle-dot.tsx'
import { CircleXIcon } from '../icons/circle-x.tsx'
import type { Icon } from '../icons/icon.tsx'
import { MergeIcon } from '../icons/merge.tsx'
import { MinusIcon } from '../icons/minus.tsx'
import { SendIcon } from '../icons/send.tsx'
import { UnplugIcon } from '../icons/unplug.tsx'
import { cn } from '../ui/cn.ts'
import { type DeliveryState, STATE_WORDS } from './delivery-words.ts'

const SHAPES: Readonly<Record<DeliveryState, Icon>> = {
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
