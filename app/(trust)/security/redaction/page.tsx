import { NotDetected } from '#components/site/not-detected.tsx'
import { RuleTable, VendorTable } from '#components/site/redaction-tables.tsx'
import { listTypes, NOT_DETECTED } from '#lib/pipeline/redact/catalog.ts'
import { SOURCES_SEEN_ON } from '#lib/pipeline/redact/rules/seen-sources.ts'
import { redactionPage } from '#lib/trust/pages/redaction.ts'
import { metadataOf, ShowPage } from '../../show-page.tsx'

export const metadata = metadataOf(redactionPage)

/** Six hundred rows that change with the code only: made once, not for each reader. */
const TYPES = listTypes()
const KINDS = ['secret', 'financial', 'pii', 'custom'] as const

export default function Page() {
  const own = TYPES.filter(({ vendor }) => vendor === null)
  const tables = KINDS.map((kind) => [
    kind,
    <RuleTable key={kind} label={kind} types={own.filter((type) => type.class === kind)} />,
  ])
  const parts = {
    ...Object.fromEntries(tables),
    'not-detected': <NotDetected list={NOT_DETECTED} />,
    vendors: <VendorTable types={TYPES.filter(({ vendor }) => vendor !== null)} seenOn={SOURCES_SEEN_ON} />,
  }
  return <ShowPage page={redactionPage} parts={() => parts} />
}
