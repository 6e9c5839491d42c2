'use client'

import { useEffect, useState } from 'react'
import { numbered } from '../analysis/numbered.ts'
import { RedactionMark } from '../redaction-mark.tsx'
import { useShortcuts } from '../shell/use-shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { type AllowKeep, type Change, type Changes, keptOf, whyNotKept } from './changes.ts'
import type { LogClient } from './log-client.ts'
import type { RedactionPlace, Segment } from './protocol.ts'

/** What the preview may change; absent where the log has been sent. */
export interface Editing {
  changes: Changes
  allowKeep: AllowKeep
  /** The selected values that stand nowhere, by their place among them. */
  missing: readonly number[]
  /** True while the log is prepared again. */
  busy: boolean
  change(change: Change): void
  undo(change: Change): void
}

export interface RedactionStripProps {
  client: LogClient
  editing: Editing
  version: number
  /** 0-based row of the original. */
  row: number | null
}

type Spot = Exclude<Segment, { kind: 'text' }> & { place: RedactionPlace }

/** The redactions of one line, each with what can be done about it. Of one height, so that moving on shifts nothing. */
export function RedactionStrip({ client, editing, version, row }: RedactionStripProps) {
  const spots = useSpots(client, version, row)
  const kept = keptOf(editing.changes).length
  const act = (spot: Spot) => toggleOf(spot, editing, kept)
  useShortcuts({
    x: () => {
      const first = spots.find((spot) => act(spot) !== null)
      if (first && !editing.busy) act(first)?.()
    },
    u: () => {
      const last = editing.changes.list.at(-1)
      if (last && !editing.busy) editing.undo(last)
    },
  })
  return (
    <section aria-label="Redactions of the chosen line" className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1">
      {row === null ? (
        <p className="text-sm text-ink-soft">
          <span className="hidden sm:inline">
            <Kbd>j</Kbd> and <Kbd>k</Kbd> go from one redaction to the next; or press one.
          </span>
          <span className="sm:hidden">Press a redaction to see what can be done about it.</span>
        </p>
      ) : (
        <>
          <p className="figures text-sm text-ink-soft">Line {(row + 1).toLocaleString('en')}</p>
          {spots.length === 0 && <p className="text-sm text-ink-soft">Nothing is redacted here.</p>}
          <ul className="contents">
            {numbered(spots).map(({ place, item: spot }) => (
              <li key={place} className="flex min-w-0 items-center gap-2 text-sm">
                <SpotName spot={spot} />
                <SpotAction spot={spot} editing={editing} kept={kept} toggle={act(spot)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function SpotName({ spot }: { spot: Spot }) {
  if (spot.kind === 'redaction') {
    return (
      <span className="shrink-0 whitespace-nowrap">
        <RedactionMark placeholder={spot.placeholder} />
      </span>
    )
  }
  return <span className="font-mono text-xs text-ink">{spot.place.type.toUpperCase()}</span>
}

interface SpotActionProps {
  spot: Spot
  editing: Editing
  kept: number
  toggle: (() => void) | null
}

function SpotAction({ spot, editing, kept, toggle }: SpotActionProps) {
  if (toggle === null) return <span className="text-ink-soft">{whyNotKept(spot.place, editing.allowKeep, kept)}</span>
  const isKept = spot.kind === 'kept'
  return (
    <Button size="small" disabled={editing.busy} onClick={toggle} aria-keyshortcuts="x">
      {isKept ? 'Redact it again' : spot.place.type === 'selected' ? 'Undo this' : 'Keep this one'}
    </Button>
  )
}

/** What the button beside a redaction does; null where nothing may be done. */
function toggleOf(spot: Spot, { allowKeep, changes, change, undo }: Editing, kept: number): (() => void) | null {
  const keep: Change = { kind: 'keep', place: spot.place }
  if (spot.kind === 'kept') return () => undo(keep)
  if (spot.place.type === 'selected') {
    const selected = changes.list.find((made) => made.kind === 'redact' && made.value === spot.text)
    return selected ? () => undo(selected) : null
  }
  return whyNotKept(spot.place, allowKeep, kept) === null ? () => change(keep) : null
}

/** The redactions and kept passages of a row, asked of the worker: the row itself may be out of sight. */
function useSpots(client: LogClient, version: number, row: number | null): Spot[] {
  const [held, setHeld] = useState<{ row: number; version: number; spots: Spot[] } | null>(null)
  useEffect(() => {
    if (row === null) return
    let current = true
    client.rows('yours', row, row + 1).then(([found]) => {
      if (!current || found?.kind !== 'line') return
      const spots = found.segments.flatMap((segment) =>
        segment.kind !== 'text' && segment.place ? [{ ...segment, place: segment.place }] : [],
      )
      setHeld({ row, version, spots })
    })
    return () => {
      current = false
    }
  }, [client, version, row])
  return held !== null && held.row === row ? held.spots : []
}
