import { JourneyDrawing } from '#components/site/journey-drawing.tsx'
import { JourneyTable } from '#components/site/journey-table.tsx'
import type { Journey } from '#lib/trust/journey.ts'
import { pasteJourney } from '#lib/trust/journeys/paste.ts'
import { webhookJourney } from '#lib/trust/journeys/webhook.ts'
import { dataFlowPage } from '#lib/trust/pages/data-flow.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(dataFlowPage)

export default function Page() {
  return (
    <ShowPage
      page={dataFlowPage}
      parts={() => ({ paste: <Shown journey={pasteJourney} />, webhook: <Shown journey={webhookJourney} /> })}
    />
  )
}

function Shown({ journey }: { journey: Journey }) {
  return (
    <div className="grid gap-8">
      <JourneyDrawing journey={journey} />
      <JourneyTable journey={journey} />
    </div>
  )
}
