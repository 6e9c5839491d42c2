import Link from 'next/link'
import { Claim } from '#components/claim.tsx'
import { ExampleFigure } from '#components/site/example-figure.tsx'
import { JourneyDrawing } from '#components/site/journey-drawing.tsx'
import { TextLink } from '#components/site/prose.tsx'
import { StartSteps } from '#components/site/start-steps.tsx'
import { Button } from '#components/ui/button.tsx'
import { example } from '#lib/trust/example.ts'
import { pasteJourney } from '#lib/trust/journeys/paste.ts'
import { publishedClaims } from '#lib/trust/published-claims.ts'

export default function HomePage() {
  return (
    <main id="content" className="mx-auto grid max-w-6xl gap-20 px-4 pt-12 sm:px-6 sm:pt-20">
      <header className="grid gap-6">
        <h1 className="max-w-3xl text-2xl font-semibold tracking-tight text-balance text-ink sm:text-3xl">
          Find the cause of an incident. Keep none of its logs.
        </h1>
        <p className="max-w-[64ch] text-lg text-ink-soft">
          You paste the log of a failed job or a broken service. You get a decision, a likely cause, and the numbers of
          the lines that it rests on. It advises; a person decides.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button asChild variant="primary" size="large">
            <Link href="/analyze" prefetch={false}>
              Analyze a log
            </Link>
          </Button>
          <Button asChild size="large">
            <Link href="/data-flow">Where a log goes</Link>
          </Button>
        </div>
      </header>

      <section aria-labelledby="example-title" className="grid gap-5">
        <h2 id="example-title" className="text-xl font-semibold text-ink">
          What leaves, and what stays
        </h2>
        <ExampleFigure example={example()} />
      </section>

      <section aria-labelledby="journey-title" className="grid gap-5">
        <h2 id="journey-title" className="text-xl font-semibold text-ink">
          The way of a log that you paste
        </h2>
        <JourneyDrawing journey={pasteJourney} tablePage="/data-flow" />
        <p className="text-base text-ink-soft">
          Each step in words: <TextLink href="/data-flow">data flow</TextLink>.
        </p>
      </section>

      <section aria-labelledby="promise-title" className="grid gap-5">
        <div className="measure grid gap-2">
          <h2 id="promise-title" className="text-xl font-semibold text-ink">
            What we say, and what can prove us wrong
          </h2>
          <p className="text-lg text-ink-soft">
            Each sentence is bound to a check that you can run. Beside it stands whether the check has passed on this
            build; below it, what the check does not show.
          </p>
        </div>
        <div className="border-b border-line">
          {publishedClaims().map((claim) => (
            <Claim key={claim.id} claim={claim} />
          ))}
        </div>
      </section>

      <section aria-labelledby="start-title" className="grid gap-5">
        <h2 id="start-title" className="text-xl font-semibold text-ink">
          How to start
        </h2>
        <StartSteps />
      </section>
    </main>
  )
}
