import { HeaderTable } from '#components/site/fact-tables.tsx'
import { StateList } from '#components/site/trust-lists.tsx'
import { securityPage } from '#lib/trust/pages/security.ts'
import { COMMON_HEADERS, pagePolicy } from '#lib/trust/response-headers.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(securityPage)

export default function Page() {
  const policy = pagePolicy({ nonce: 'new-with-every-page', development: false, webAssembly: false })
  const rows = [{ key: 'Content-Security-Policy', value: policy }, ...COMMON_HEADERS]
  return (
    <ShowPage page={securityPage} parts={() => ({ states: <StateList />, headers: <HeaderTable rows={rows} /> })} />
  )
}
