import type { BillingView } from '#lib/billing/view.ts'

/** Analyses of this month against the plan; the figure is counted as each is stored. */
export function UsageBar({ usage }: { usage: BillingView['usage'] }) {
  const { analyses, limit, month } = usage
  const share = limit === null ? 0 : Math.min(1, analyses / limit)
  const full = limit !== null && analyses >= limit
  return (
    <section aria-label={`Used in ${month}`} className="grid max-w-sm gap-1.5">
      <p className="text-sm text-ink-soft">Analyses in {month}</p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-base text-ink-soft">
        <span className="figures text-xl font-medium text-ink">{analyses.toLocaleString('en')}</span>
        {limit === null ? 'without a limit' : `of ${limit.toLocaleString('en')}`}
      </p>
      {limit !== null && (
        <div aria-hidden="true" className="h-2 rounded-[3px] border border-ink-soft">
          <div className="h-full bg-ink-soft" style={{ width: `${share * 100}%` }} />
        </div>
      )}
      {full && (
        <p className="measure text-sm text-ink">
          The month’s analyses are used. Alerts are taken and the built-in engine answers; no model is asked until the
          month ends or the plan changes.
        </p>
      )}
    </section>
  )
}
