import { PlainTable } from '#components/site/trust-tables.tsx'
import { COMPLEX_MODEL, FAST_MODEL } from '#lib/pipeline/analyze/models.ts'
import { aiPage } from '#lib/trust/pages/ai.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(aiPage)

const ROWS = [
  [FAST_MODEL, 'Anthropic', 'fast'],
  [COMPLEX_MODEL, 'Anthropic', 'complex'],
] as const

export default function Page() {
  const models = (
    <PlainTable label="Models" columns={['Model', 'Provider', 'Setting']} rows={ROWS} className="min-w-[24rem]" />
  )
  return <ShowPage page={aiPage} parts={() => ({ models })} />
}
