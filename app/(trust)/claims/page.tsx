import { claimsPage } from '#lib/trust/pages/claims.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(claimsPage)

export default function Page() {
  return <ShowPage page={claimsPage} />
}
