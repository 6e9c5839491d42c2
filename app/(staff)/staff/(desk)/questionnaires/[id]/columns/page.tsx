import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ColumnForm } from '#components/staff/questionnaires/column-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listQuestionnaires } from '#lib/data/questionnaires.ts'
import { openColumns } from '#lib/staff/questionnaires.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Columns of a questionnaire' }

export default async function ColumnsPage({ params }: { params: Promise<{ id: string }> }) {
  const [staff, { id }] = [await requireStaff('desk:work'), await params]
  if (!(await listQuestionnaires(staff.staffId)).some((one) => one.id === id)) notFound()
  return (
    <>
      <PageHeader
        title="Columns of the file"
        lead="Recognised by the words above them. A correction reads the file anew; that ends once an answer was changed or approved."
      />
      <ColumnForm id={id} sheets={await openColumns(staff, id)} />
    </>
  )
}
