import { InventoryTable } from '#components/site/fact-tables.tsx'
import { INVENTORY } from '#lib/trust/inventory.ts'
import { dataPage } from '#lib/trust/pages/data.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(dataPage)

export default function Page() {
  return <ShowPage page={dataPage} parts={() => ({ inventory: <InventoryTable rows={INVENTORY} /> })} />
}
