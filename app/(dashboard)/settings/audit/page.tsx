import type { Metadata } from 'next'
import Link from 'next/link'
import { AuditFiles } from '#components/audit/audit-files.tsx'
import { AuditFilter, type AuditFilterValues } from '#components/audit/audit-filter.tsx'
import { CheckpointMail } from '#components/audit/checkpoint-mail.tsx'
import { LiveAudit } from '#components/audit/live-audit.tsx'
import { CannotManage } from '#components/settings/cannot-manage.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AUDIT_NOUNS } from '#lib/audit/nouns.ts'
import { checkpointKey } from '#lib/audit-log.ts'
import { listAuditEvents } from '#lib/data/audit-events.ts'
import { hasCheckpointMail } from '#lib/data/checkpoint-mails.ts'
import { listMembers } from '#lib/data/memberships.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Audit log' }

const PAGE_SIZE = 50

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuditPage({ searchParams }: Props) {
  const { role, tenant, workspaceName, userId, email } = await requireMember()
  if (!can(role, 'audit:read')) return <CannotManage title="Audit log" role={role} workspaceName={workspaceName} />
  const { cursor, ...values } = readValues(await searchParams)
  const members = await listMembers(tenant)
  const people = members.map(({ userId, name, email }) => ({ id: userId, name: name ?? email }))
  const page = await listAuditEvents(tenant, { ...filterOf(values), cursor, limit: PAGE_SIZE })
  const { publicKey, fingerprint } = checkpointKey()
  const query = new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return (
    <>
      <PageHeader
        title="Audit log"
        lead="Who did what, and when. No log text and no analysis is in it. Events are added, never changed or removed."
      />
      <AuditFilter values={values} nouns={AUDIT_NOUNS} people={people} />
      {page.items.length === 0 ? (
        <p className="border-y border-line py-8 text-base text-ink-soft">No event fits this filter.</p>
      ) : (
        <LiveAudit
          entries={page.items}
          people={Object.fromEntries(people.map(({ id, name }) => [id, name]))}
          follow={cursor === undefined ? query.toString() : null}
        />
      )}
      <Pages query={query} first={cursor === undefined} nextCursor={page.nextCursor} />
      <AuditFiles keyFingerprint={fingerprint} publicKey={publicKey}>
        <CheckpointMail daily={await hasCheckpointMail(tenant, userId)} email={email} />
      </AuditFiles>
    </>
  )
}

/** What somebody typed into the address and cannot be read counts as not there. */
function readValues(given: Record<string, string | string[] | undefined>): AuditFilterValues & { cursor?: string } {
  const one = (name: string, shape: RegExp) => {
    const value = given[name]
    return typeof value === 'string' && shape.test(value) ? { [name]: value } : {}
  }
  return {
    ...one('action', /^[a-z_.]{1,80}$/),
    ...one('actorId', /^[0-9a-f-]{36}$/),
    ...one('from', /^\d{4}-(0[1-9]|1[0-2])-[0-3]\d$/),
    ...one('to', /^\d{4}-(0[1-9]|1[0-2])-[0-3]\d$/),
    ...one('cursor', /^\d{1,15}$/),
  }
}

function filterOf({ action, actorId, from, to }: AuditFilterValues) {
  const day = (value: string | undefined) => {
    const at = new Date(`${value}T00:00:00Z`)
    return Number.isNaN(at.getTime()) ? undefined : at
  }
  return { action, actorId, from: day(from), to: day(to) }
}

interface PagesProps {
  query: URLSearchParams
  first: boolean
  nextCursor: string | null
}

function Pages({ query, first, nextCursor }: PagesProps) {
  if (first && nextCursor === null) return null
  const address = (cursor: string | null) => {
    const next = new URLSearchParams(query)
    if (cursor !== null) next.set('cursor', cursor)
    return `/settings/audit?${next}`
  }
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2 pt-4">
      {first ? <span /> : <PageLink href={address(null)}>Newest</PageLink>}
      {nextCursor !== null && <PageLink href={address(nextCursor)}>Older</PageLink>}
    </nav>
  )
}

function PageLink({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <Link href={href}>{children}</Link>
    </Button>
  )
}
