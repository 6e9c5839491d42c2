import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BreachAuthority } from '#components/staff/breach-authority.tsx'
import { BreachClock } from '#components/staff/breach-clock.tsx'
import { BreachReview } from '#components/staff/breach-review.tsx'
import { BreachTenants } from '#components/staff/breach-tenants.tsx'
import { BreachTexts } from '#components/staff/breach-texts.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listBreaches, listNotices } from '#lib/data/breaches.ts'
import { clockOf } from '#lib/staff/breaches.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Breach' }

interface Props {
  params: Promise<{ id: string }>
}

export default async function BreachPage({ params }: Props) {
  const [{ staffId }, { id }] = [await requireStaff('breach:manage'), await params]
  const breach = (await listBreaches(staffId)).find((found) => found.id === id)
  if (!breach) notFound()
  const notices = await listNotices(staffId, breach.id)
  const { dueAt, state } = clockOf(breach)
  const closed = breach.closedAt?.toISOString() ?? null
  const { what, data, measures, cause, effect, changes } = breach
  return (
    <>
      <PageHeader
        title={breach.title}
        lead={<BreachClock foundAt={breach.foundAt.toISOString()} dueAt={dueAt.toISOString()} state={state} />}
      />
      <BreachTexts {...{ id: breach.id, title: breach.title, what, data, measures, closed: closed !== null }} />
      <BreachTenants
        id={breach.id}
        closed={closed !== null}
        tenants={notices.map(({ toldAt, ...notice }) => ({ ...notice, toldAt: toldAt?.toISOString() ?? null }))}
      />
      <BreachAuthority
        id={breach.id}
        decided={
          breach.authority && {
            decision: breach.authority,
            at: breach.authorityAt?.toISOString() ?? '',
            note: breach.authorityNote ?? '',
          }
        }
      />
      <BreachReview id={breach.id} closed={closed} review={{ cause, effect, changes }} />
    </>
  )
}
