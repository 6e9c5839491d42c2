import type { Plan, PlanFeature } from '#lib/billing/plans.ts'
import { PlainTable } from './trust-tables.tsx'

const FEATURES: readonly (readonly [PlanFeature, string])[] = [
  ['complexModel', 'The stronger model'],
  ['apiKeys', 'API keys'],
  ['routing', 'Routing of messages'],
  ['auditExport', 'Export of the audit log'],
  ['oidc', 'Single sign-on'],
  ['ownKeys', 'Your own key for a model'],
  ['customRetention', 'Any limit for keeping analyses'],
  ['dpa', 'Data processing agreement, signed by both'],
  ['paysByInvoice', 'Payment by invoice'],
]

/** Plans side by side, from the table that the server enforces. */
export function PlanTable({ plans }: { plans: readonly Plan[] }) {
  const row = (name: string, cell: (plan: Plan) => string) => [name, ...plans.map(cell)] as const
  const many = (count: number | null) => (count === null ? 'as many as you like' : count.toLocaleString('en'))
  return (
    <PlainTable
      label="Plans"
      columns={['What is in it', ...plans.map(({ name }) => name)]}
      rows={[
        row('For whom', ({ about }) => about),
        row('Price', priceText),
        row('Analyses a month', ({ limits }) => many(limits.analysesPerMonth)),
        row('Sources', ({ limits }) => many(limits.sources)),
        row('Channels', ({ limits }) => many(limits.channels)),
        row('Kept for at most', ({ limits }) => `${limits.retentionDays.toLocaleString('en')} days`),
        ...FEATURES.map(([feature, name]) => row(name, ({ features }) => (features[feature] ? 'yes' : 'no'))),
      ]}
      className="min-w-[48rem]"
    />
  )
}

function priceText({ id, price }: Plan): string {
  if (price === null) return id === 'free' ? 'nothing' : 'by contract'
  const amount = (price.cents / 100).toLocaleString('en', {
    style: 'currency',
    currency: price.currency,
    minimumFractionDigits: 0,
  })
  return `${amount} a ${price.per} and month, before tax`
}
