import { incidentsPage } from '#lib/trust/pages/incidents.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(incidentsPage)

export default function Page() {
  return <ShowPage page={incidentsPage} />
}
