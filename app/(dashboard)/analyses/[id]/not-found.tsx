import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'

/** The same for what never was, what was deleted, and what belongs to another workspace. */
export default function AnalysisNotFound() {
  return (
    <div className="mx-auto grid w-full max-w-xl content-start gap-4 px-4 py-16">
      <h1 className="text-2xl font-semibold">There is no such analysis here.</h1>
      <p className="measure text-lg text-ink-soft">
        It may have been deleted, or belong to another workspace; from here the two look the same.
      </p>
      <div className="flex flex-wrap gap-2 pt-2">
        <Button asChild variant="primary" size="large">
          <Link href="/analyses">Look through the history</Link>
        </Button>
      </div>
    </div>
  )
}
