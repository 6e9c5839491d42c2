import { AgreementForm } from '#components/agreements/agreement-form.tsx'
import { AgreementText } from '#components/agreements/agreement-text.tsx'
import { MeasuresInTheWay } from '#components/agreements/measures-in-the-way.tsx'
import { unsignedDocument } from '#lib/agreements/preview.ts'
import { dpaPage } from '#lib/trust/pages/dpa.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(dpaPage)
/** Whether it can be signed is asked of the database. */
export const dynamic = 'force-dynamic'

export default async function Page() {
  const { read, inTheWay, offered } = await unsignedDocument()
  const parts = {
    state: <MeasuresInTheWay measures={inTheWay} offered={offered} />,
    form: <AgreementForm open={offered && inTheWay.length === 0} />,
    document: <AgreementText read={read} level={3} />,
  }
  return <ShowPage page={dpaPage} parts={() => parts} />
}
