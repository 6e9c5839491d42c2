import { memo } from 'react'
import { numbered } from '../analysis/numbered.ts'
import { RedactionMark } from '../redaction-mark.tsx'
import { cn } from '../ui/cn.ts'
import type { Row, Segment } from './protocol.ts'

export interface PaneRowProps {
  /** Undefined while it is on its way from the worker. */
  row: Row | undefined
  /** 1-based among `count` rows. */
  position: number
  count: number
  gutterChars: number
  current: boolean
}

const many = (count: number, one: string, more: string) => `${count.toLocaleString('en')} ${count === 1 ? one : more}`

/** One row of fixed height. Log text arrives here already freed of control characters, and is only ever text. */
export const PaneRow = memo(function PaneRow({ row, position, count, gutterChars, current }: PaneRowProps) {
  return (
    <li
      aria-posinset={position}
      aria-setsize={count}
      aria-current={current ? 'true' : undefined}
      className={cn('flex h-5 font-mono text-xs leading-5 whitespace-pre', current && 'bg-accent-tint')}
    >
      {row?.kind === 'gap' ? (
        <Gap from={row.from} to={row.to} gutterChars={gutterChars} />
      ) : (
        <>
          <Gutter chars={gutterChars} text={row ? row.number.toLocaleString('en', { useGrouping: false }) : ''} />
          <span className="pr-4 [tab-size:4]">
            {numbered(row?.segments ?? []).map(({ place, item }) => (
              <SegmentText key={place} segment={item} />
            ))}
            {row !== undefined && row.cutChars > 0 && (
              <span className="text-ink-faint"> … {many(row.cutChars, 'more character', 'more characters')}</span>
            )}
          </span>
        </>
      )}
    </li>
  )
})

function Gutter({ chars, text }: { chars: number; text: string }) {
  return (
    <span
      className="sticky left-0 mr-3 shrink-0 border-r border-line bg-surface px-2 text-right text-ink-faint tabular-nums select-none"
      style={{ width: `calc(${chars}ch + 1rem + 1px)` }}
    >
      {text}
    </span>
  )
}

function Gap({ from, to, gutterChars }: { from: number; to: number; gutterChars: number }) {
  return (
    <>
      <Gutter chars={gutterChars} text="⋮" />
      <span className="w-full bg-sunken px-2 font-sans text-ink-soft">
        {many(to - from + 1, 'line stays', 'lines stay')} in your browser
      </span>
    </>
  )
}

function SegmentText({ segment }: { segment: Segment }) {
  if (segment.kind === 'text') return segment.text
  if (segment.kind === 'kept') {
    return (
      <mark
        className="border-b-2 border-dotted border-ink bg-transparent text-ink"
        title="Kept: will be sent as it is"
        data-kept=""
      >
        {segment.text}
      </mark>
    )
  }
  if (segment.text === undefined) return <RedactionMark placeholder={segment.placeholder} />
  return (
    <mark
      className="border-b-2 border-ink bg-sunken text-ink"
      title={`Will be sent as ${segment.placeholder}`}
      data-redaction={segment.placeholder}
    >
      {segment.text}
    </mark>
  )
}
