import { RequestForm } from '#components/requests/request-form.tsx'
import { LAWS } from '#lib/requests/kinds.ts'
import { dataRightsPage } from '#lib/trust/pages/data-rights.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(dataRightsPage)

export default function Page() {
  const parts = { form: <RequestForm kind="data_rights" laws={LAWS} /> }
  return <ShowPage page={dataRightsPage} parts={() => parts} />
}
