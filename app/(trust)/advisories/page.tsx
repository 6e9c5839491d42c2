import { AdvisoryList } from '#components/requests/advisory-list.tsx'
import { publishedAdvisories } from '#lib/requests/advisory.ts'
import { advisoriesPage } from '#lib/trust/pages/advisories.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(advisoriesPage)
/** What is published is asked of the database. */
export const dynamic = 'force-dynamic'

export default async function Page() {
  const parts = { advisories: <AdvisoryList advisories={await publishedAdvisories()} /> }
  return <ShowPage page={advisoriesPage} parts={() => parts} />
}
