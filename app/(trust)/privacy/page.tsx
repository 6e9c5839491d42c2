import { CookieTable, InventoryTable } from '#components/site/fact-tables.tsx'
import { COOKIES } from '#lib/trust/cookie-list.ts'
import { INVENTORY } from '#lib/trust/inventory.ts'
import { privacyPage } from '#lib/trust/pages/privacy.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(privacyPage)

export default function Page() {
  const parts = { inventory: <InventoryTable rows={INVENTORY} />, cookies: <CookieTable rows={COOKIES} /> }
  return <ShowPage page={privacyPage} parts={() => parts} />
}
