import { LimitTable } from '#components/site/fact-tables.tsx'
import { limitsPage } from '#lib/trust/pages/limits.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(limitsPage)

export default function Page() {
  return <ShowPage page={limitsPage} parts={({ claims }) => ({ limits: <LimitTable claims={claims} /> })} />
}
