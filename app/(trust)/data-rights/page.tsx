import { dataRightsPage } from '#lib/trust/pages/data-rights.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(dataRightsPage)

export default function Page() {
  return <ShowPage page={dataRightsPage} />
}
