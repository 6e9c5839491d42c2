import type { Metadata } from 'next'
import { JourneyDrawing } from '#components/site/journey-drawing.tsx'
import { JourneyTable } from '#components/site/journey-table.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { TrustPage } from '#components/site/trust-page.tsx'
import { Alert } from '#components/ui/alert.tsx'
import type { Journey } from '#lib/trust/journey.ts'
import { pasteJourney } from '#lib/trust/journeys/paste.ts'
import { webhookJourney } from '#lib/trust/journeys/webhook.ts'

export const metadata: Metadata = {
  title: 'Data flow',
  description: 'Where the text of a log is at each step, and for how long.',
}

export default function DataFlowPage() {
  return (
    <TrustPage
      title="Data flow"
      lead="Where the text of a log is at each step, what it looks like there, and for how long. Each drawing is followed by the same in words."
      sections={[
        { id: 'paste', title: pasteJourney.title, wide: true, content: <JourneySection journey={pasteJourney} /> },
        {
          id: 'webhook',
          title: webhookJourney.title,
          wide: true,
          content: <JourneySection journey={webhookJourney} />,
        },
        {
          id: 'reading',
          title: 'How to read the tables',
          content: (
            <p>
              The last column names the claim that speaks about a step; it leads to the claim, its state and its check
              on the <TextLink href="/security#claims">security page</TextLink>. “None yet” means that the row describes
              what the code is written to do and that no check is bound to it.
            </p>
          ),
        },
      ]}
    />
  )
}

function JourneySection({ journey }: { journey: Journey }) {
  return (
    <div className="grid gap-8">
      {journey.planned && (
        <Alert
          tone="note"
          happened="Planned. This build takes no alerts by webhook."
          kept="The drawing shows what is meant to be built."
        />
      )}
      <JourneyDrawing journey={journey} />
      <JourneyTable journey={journey} />
    </div>
  )
}
