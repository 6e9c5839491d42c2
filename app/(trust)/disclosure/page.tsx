import { DisclosureForm } from '#components/site/disclosure-form.tsx'
import { Thanks } from '#components/site/trust-lists.tsx'
import { CLAIMS } from '#lib/trust/claim-list.ts'
import { disclosurePage } from '#lib/trust/pages/disclosure.ts'
import { company } from '#trust.config'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(disclosurePage)

export default async function Page({ searchParams }: { searchParams: Promise<{ about?: string | string[] }> }) {
  const { about } = await searchParams
  const known = CLAIMS.find(({ id }) => id === about)?.id ?? ''
  const parts = { form: <DisclosureForm about={known} />, thanks: <Thanks people={company.thanks} /> }
  return <ShowPage page={disclosurePage} parts={() => parts} />
}
