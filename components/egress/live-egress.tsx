'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import type { EgressRow } from '#lib/egress/operation.ts'
import { printableLine } from '../analysis/printable.ts'
import { utcText } from '../analysis/utc-text.ts'
import { MEASURER_WORDS } from '../analysis/words.ts'
import { bytesText } from '../bytes.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table.tsx'

const MAX_ROWS = 200

/** Operations as they are recorded, the newest first. */
export function LiveEgress({ initial, since }: { initial: readonly EgressRow[]; since: string }) {
  const { rows, connection } = useOperations(initial, since)
  return (
    <section aria-labelledby="live-title" className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="live-title" className="text-lg font-semibold text-ink">
          Operations
        </h2>
        <p role="status" className="text-sm text-ink-soft">
          {CONNECTION_WORDS[connection]}
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState title="Operations will be here.">
          Each analysis and each message to a channel becomes a row while you look, with the bytes on both sides.
        </EmptyState>
      ) : (
        <Table label="Operations">
          <TableHead>
            <TableRow>
              <TableHeader>When</TableHeader>
              <TableHeader>What</TableHeader>
              <TableHeader className="text-right">Read</TableHeader>
              <TableHeader className="text-right">Redacted</TableHeader>
              <TableHeader className="text-right">Sent</TableHeader>
              <TableHeader className="text-right">Stored</TableHeader>
              <TableHeader>Hash of what was read</TableHeader>
              <TableHeader>Who measured</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Operation key={row.id} row={row} />
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}

function Operation({ row }: { row: EgressRow }) {
  const { at, what, via, bytesIn, redactions, bytesOut, to, bytesStored, rawBytesStored, textSha256, measuredBy } = row
  const name = `${what === 'analysis' ? 'Analysis' : 'Message'}, ${via.replaceAll('_', ' ')}`
  return (
    <TableRow className="animate-arrive">
      <TableCell className="figures text-sm whitespace-nowrap">
        <time dateTime={at}>{utcText(at)}</time>
      </TableCell>
      <TableCell>
        {row.analysisId === null ? (
          name
        ) : (
          <Link
            href={`/analyses/${row.analysisId}`}
            prefetch={false}
            className="inline-block min-h-6 text-accent underline underline-offset-2 hover:text-accent-hover"
          >
            {name}
          </Link>
        )}
      </TableCell>
      <TableCell className="figures text-right text-sm">{orUnknown(bytesIn, bytesText)}</TableCell>
      <TableCell className="figures text-right text-sm">{orUnknown(redactions, count)}</TableCell>
      <TableCell className="text-right text-sm">
        <span className="figures">{bytesOut === null ? 'size not recorded' : bytesText(bytesOut)}</span>
        {to.length > 0 && <span className="block text-ink-soft">{to.map(printableLine).join(', ')}</span>}
      </TableCell>
      <TableCell className="figures text-right text-sm">
        {orUnknown(bytesStored, bytesText)}
        {rawBytesStored !== null && <span className="block text-ink-soft">log: {bytesText(rawBytesStored)}</span>}
      </TableCell>
      <TableCell className="figures text-sm whitespace-nowrap">
        {textSha256 === null ? (
          '–'
        ) : (
          <>
            {textSha256.slice(0, 12)}… <CopyButton text={textSha256} label="Copy hash" compact />
          </>
        )}
      </TableCell>
      <TableCell className="text-sm text-ink-soft">
        {measuredBy && measuredBy in MEASURER_WORDS
          ? MEASURER_WORDS[measuredBy as keyof typeof MEASURER_WORDS]
          : 'nobody'}
      </TableCell>
    </TableRow>
  )
}

const count = (value: number) => value.toLocaleString('en')
const orUnknown = (value: number | null, write: (value: number) => string) => (value === null ? '–' : write(value))

const CONNECTION_WORDS = {
  connecting: 'Connecting …',
  live: 'Live: new operations appear by themselves.',
  broken: 'The connection broke. It is tried again by itself, and nothing in between is missed.',
} as const

/** The browser's own EventSource comes back by itself and says what it heard last. */
function useOperations(initial: readonly EgressRow[], since: string) {
  const [rows, setRows] = useState(initial)
  const [connection, setConnection] = useState<keyof typeof CONNECTION_WORDS>('connecting')
  useEffect(() => {
    const source = new EventSource(`/api/egress?since=${encodeURIComponent(since)}`)
    source.onopen = () => setConnection('live')
    source.onerror = () => setConnection('broken')
    source.addEventListener('operation', ({ data }: MessageEvent<string>) => {
      const row = JSON.parse(data) as EgressRow
      setRows((before) =>
        [row, ...before.filter(({ id }) => id !== row.id)].sort((a, b) => b.at.localeCompare(a.at)).slice(0, MAX_ROWS),
      )
    })
    return () => source.close()
  }, [since])
  return { rows, connection }
}
