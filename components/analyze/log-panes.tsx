'use client'

import { type RefObject, useCallback, useRef, useState } from 'react'
import { ChevronDownIcon } from '../icons/chevron-down.tsx'
import { ChevronUpIcon } from '../icons/chevron-up.tsx'
import { useShortcuts } from '../shell/use-shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../ui/tabs.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import type { LogClient } from './log-client.ts'
import { LogPane, type PaneHandle } from './log-pane.tsx'
import { type RightPane, yoursRowOf } from './pane-link.ts'
import type { LogSummary } from './protocol.ts'
import { ChangeList, RedactToo } from './redact-too.tsx'
import { type Editing, RedactionStrip } from './redaction-strip.tsx'
import { type Jump, useJump } from './use-jump.ts'

const PANE = 'h-[42dvh] min-h-56 md:h-auto md:min-h-0 md:flex-1'
const HEAD = 'flex h-10 shrink-0 items-center gap-3 border-b border-line px-3'
const FRAME = 'flex min-w-0 flex-col overflow-hidden rounded-card border border-line bg-ground md:min-h-0'

export interface LogPanesProps {
  client: LogClient
  summary: LogSummary
  /** "What will be sent", or "What was sent" afterwards. */
  sentWords: string
  /** Before sending only. */
  editing?: Editing
}

/**
 * Yours beside what will be sent. Where every line is shown the two move as one; where only some are, the left follows
 * the right and can be moved on its own.
 */
export function LogPanes({ client, summary, sentWords, editing }: LogPanesProps) {
  const [right, setRight] = useState<RightPane>('sent')
  const yours = useRef<PaneHandle>(null)
  const other = useRef<PaneHandle>(null)
  const area = useRef<HTMLDivElement>(null)
  const jump = useJump(summary, right, yours, other)
  const { follow, lead } = useFollowing({ summary, right, yours, other, landed: jump.landed })
  useShortcuts({ j: () => jump.go(1), k: () => jump.go(-1) })

  const panes = { sent: sentWords, redacted: 'All lines, redacted' }
  const shared = { client, version: summary.version, lines: summary.lines }
  return (
    <>
      {editing && (
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <RedactionStrip client={client} editing={editing} version={summary.version} row={jump.yours} />
            <RedactToo editing={editing} panes={area} />
          </div>
          <ChangeList editing={editing} />
        </div>
      )}
      <div ref={area} className="grid gap-3 md:min-h-0 md:flex-1 md:grid-cols-2">
        <div className={FRAME}>
          <div className={HEAD}>
            <h2 className="font-medium">Yours</h2>
            <JumpButtons jump={jump} total={summary.marks[right].length} />
          </div>
          <LogPane
            label={`Your log, ${summary.lines.toLocaleString('en')} lines`}
            pane="yours"
            {...shared}
            rows={summary.rows.yours}
            current={jump.yours}
            handle={yours}
            onScroll={lead}
            onPick={(row) => jump.pick('yours', row)}
            className={PANE}
          />
        </div>
        <Tabs
          value={right}
          onValueChange={(value) => {
            setRight(value === 'redacted' ? 'redacted' : 'sent')
            jump.forget()
          }}
          className={FRAME}
        >
          <TabsList className={HEAD}>
            <TabsTrigger value="sent" className="h-10 py-0 focus-visible:-outline-offset-2">
              {panes.sent}
            </TabsTrigger>
            <TabsTrigger value="redacted" className="h-10 py-0 focus-visible:-outline-offset-2">
              {panes.redacted}
            </TabsTrigger>
          </TabsList>
          {(['sent', 'redacted'] as const).map((pane) => (
            <TabsContent
              key={pane}
              value={pane}
              tabIndex={-1}
              className="flex flex-col pt-0 data-[state=inactive]:hidden md:min-h-0 md:flex-1"
            >
              <LogPane
                label={panes[pane]}
                pane={pane}
                {...shared}
                rows={summary.rows[pane]}
                current={jump.row}
                handle={other}
                onScroll={follow}
                onPick={(row) => jump.pick(pane, row)}
                className={PANE}
              />
            </TabsContent>
          ))}
        </Tabs>
      </div>
    </>
  )
}

interface Linked {
  summary: LogSummary
  right: RightPane
  yours: RefObject<PaneHandle | null>
  other: RefObject<PaneHandle | null>
  landed: RefObject<boolean>
}

/** What each pane does when the other has been scrolled. */
function useFollowing({ summary, right, yours, other, landed }: Linked) {
  const follow = useCallback(() => {
    if (!other.current || landed.current) {
      landed.current = false
      return
    }
    if (right === 'redacted') yours.current?.moveTo(other.current.position())
    else yours.current?.showRow(yoursRowOf(summary, right, other.current.middleRow()))
  }, [summary, right, yours, other, landed])
  const lead = useCallback(() => {
    if (right === 'redacted' && yours.current) other.current?.moveTo(yours.current.position())
  }, [right, yours, other])

  return { follow, lead }
}

function JumpButtons({ jump, total }: { jump: Jump; total: number }) {
  if (total === 0) return <p className="ml-auto text-sm text-ink-soft">no redactions</p>
  return (
    <div className="ml-auto flex items-center gap-1">
      <p className="text-sm text-ink-soft" aria-live="polite">
        {jump.position === 0 ? (
          <>
            <span className="figures">{total.toLocaleString('en')}</span> redacted {total === 1 ? 'line' : 'lines'}
          </>
        ) : (
          <span className="figures">
            {jump.position.toLocaleString('en')} / {total.toLocaleString('en')}
          </span>
        )}
      </p>
      <Tooltip text="Previous redaction" keys={['k']}>
        <Button
          variant="quiet"
          size="small"
          className="px-1"
          aria-label="Previous redaction"
          onClick={() => jump.go(-1)}
        >
          <ChevronUpIcon aria-hidden="true" />
        </Button>
      </Tooltip>
      <Tooltip text="Next redaction" keys={['j']}>
        <Button variant="quiet" size="small" className="px-1" aria-label="Next redaction" onClick={() => jump.go(1)}>
          <ChevronDownIcon aria-hidden="true" />
        </Button>
      </Tooltip>
    </div>
  )
}
