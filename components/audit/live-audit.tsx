'use client'

import { useEffect, useRef, useState } from 'react'
import { call } from '../settings/call.ts'
import { type AuditEntry, AuditTable } from './audit-table.tsx'

const EVERY_MS = 3_000
const SHOWN_AT_MOST = 500

interface LiveAuditProps {
  entries: readonly AuditEntry[]
  people: Record<string, string>
  /** The filter as a query; null on older pages, which do not follow. */
  follow: string | null
}

/** The newest page follows along while it is looked at; what came meanwhile is marked and announced. */
export function LiveAudit({ entries, people, follow }: LiveAuditProps) {
  const [came, setCame] = useState<readonly AuditEntry[]>([])
  const lastSeq = useRef(entries[0]?.seq ?? 0)
  useEffect(() => {
    if (follow === null) return
    let stopped = false
    const turn = async () => {
      if (document.visibilityState !== 'visible') return
      const query = new URLSearchParams(follow)
      query.set('afterSeq', String(lastSeq.current))
      const saved = await call<{ items: AuditEntry[] }>('GET', `/api/audit?${query}`)
      const [newest] = saved.ok ? saved.value.items : []
      if (stopped || !saved.ok || !newest || newest.seq <= lastSeq.current) return
      lastSeq.current = newest.seq
      setCame((before) => [...saved.value.items, ...before].slice(0, SHOWN_AT_MOST))
    }
    const timer = setInterval(() => void turn(), EVERY_MS)
    return () => {
      stopped = true
      clearInterval(timer)
    }
  }, [follow])
  const fresh = new Set(came.map(({ seq }) => seq))
  return (
    <>
      <AuditTable entries={[...came, ...entries]} people={new Map(Object.entries(people))} fresh={fresh} />
      <p role="status" className="sr-only">
        {came.length > 0 && `${came.length} new ${came.length === 1 ? 'event' : 'events'}`}
      </p>
    </>
  )
}
