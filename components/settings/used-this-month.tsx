import type { ModelPolicyView } from '#lib/model-policy.ts'
import { dollars } from './model-words.ts'

/** What of the ceilings is used, in both measures. */
export function UsedThisMonth({ view: { policy, used } }: { view: ModelPolicyView }) {
  return (
    <section aria-label={`Used in ${used.month}`} className="grid gap-3">
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Used
          label={`Tokens in ${used.month}, sent and received`}
          used={used.tokens}
          limit={policy.monthlyTokens}
          text={tokensText}
        />
        <Used
          label={`Cost in ${used.month}, by list price`}
          used={used.microUsd}
          limit={policy.monthlyMicroUsd}
          text={dollars}
        />
      </div>
      <p className="measure text-sm text-ink-soft">
        Months end at midnight UTC. Past a ceiling the built-in engine answers, and the page of the analysis says so.
      </p>
    </section>
  )
}

const tokensText = (tokens: number) => tokens.toLocaleString('en')

const percentOf = (share: number) => (share > 0 && share < 0.01 ? 'under 1%' : `${Math.floor(share * 100)}%`)

interface UsedProps {
  label: string
  used: number
  limit: number | null
  text(amount: number): string
}

function Used({ label, used, limit, text }: UsedProps) {
  const share = limit === null || limit === 0 ? (limit === 0 ? 1 : 0) : Math.min(1, used / limit)
  return (
    <div className="grid content-start gap-1.5">
      <p className="text-sm text-ink-soft">{label}</p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-base text-ink-soft">
        <span className="figures text-xl font-medium text-ink">{text(used)}</span>
        {limit === null ? 'without a ceiling' : `of ${text(limit)}, ${percentOf(share)}`}
      </p>
      {limit !== null && (
        <div aria-hidden="true" className="h-2 rounded-[3px] border border-ink-soft">
          <div className="h-full bg-ink-soft" style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </div>
  )
}
