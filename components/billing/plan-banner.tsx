import type { Banner } from '#lib/billing/view.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'

/** On every signed-in page while something is wrong with the plan. `manages`: who looks may do something about it. */
export function PlanBanner({ banner, manages }: { banner: Banner; manages: boolean }) {
  return (
    <div data-plan-banner className="mx-auto w-full max-w-6xl px-4 pt-4 sm:px-6 xl:max-w-7xl">
      <Alert
        {...banner}
        actions={
          manages ? (
            <Button asChild size="small">
              <a href="/settings/billing">To billing</a>
            </Button>
          ) : undefined
        }
      />
    </div>
  )
}
