import type { Metadata } from 'next'
import { AgreementList } from '#components/staff/agreement-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { findCountersigner, listAgreements } from '#lib/data/agreements.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Agreements' }

export default async function AgreementsPage() {
  const { staffId } = await requireStaff('desk:work')
  const [agreements, countersigner] = [await listAgreements(staffId), await findCountersigner()]
  return (
    <>
      <PageHeader
        title="Agreements"
        lead={
          countersigner
            ? `${countersigner.name}, ${countersigner.title}, signs for ${countersigner.company}: the unchanged text alone, while every measure holds.`
            : 'Nobody is authorised to countersign, so nothing can be signed: `bin/lethe staff countersigner` names somebody.'
        }
      />
      <AgreementList
        agreements={agreements.map(({ signedAt, supersededAt, ...agreement }) => ({
          ...agreement,
          signedAt: signedAt.toISOString(),
          supersededAt: supersededAt?.toISOString() ?? null,
        }))}
      />
    </>
  )
}
