import { ClaimCounts } from '#components/claim-counts.tsx'
import { Demo } from '#components/site/demo.tsx'
import { ExampleFigure } from '#components/site/example-figure.tsx'
import { HomeFrame } from '#components/site/home-frame.tsx'
import { JourneyDrawing } from '#components/site/journey-drawing.tsx'
import { StartSteps } from '#components/site/start-steps.tsx'
import { demoLog } from '#lib/trust/demo-log.ts'
import { evidenceWords } from '#lib/trust/evidence-words.ts'
import { example } from '#lib/trust/example.ts'
import { factsOf } from '#lib/trust/facts.ts'
import { pasteJourney } from '#lib/trust/journeys/paste.ts'
import { homePage } from '#lib/trust/pages/home.ts'
import { published } from '#lib/trust/published-claims.ts'
import { company } from '#trust.config'
import { metadataOf } from './show-page.tsx'

export const metadata = { ...metadataOf(homePage), title: { absolute: `Lethe · ${homePage.title}` } }

export default async function HomePage() {
  const shown = await published()
  const parts = {
    demo: <Demo example={demoLog()} />,
    example: <ExampleFigure example={example()} />,
    journey: <JourneyDrawing journey={pasteJourney} tablePage="/data-flow" />,
    counts: <ClaimCounts states={shown.claims.map(({ state }) => state)} signedBy={evidenceWords(shown)} />,
    start: <StartSteps />,
  }
  return <HomeFrame page={homePage} facts={factsOf(company)} claims={shown.claims} parts={parts} />
}
