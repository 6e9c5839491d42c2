import type { InvoiceView } from '#lib/billing/begin.ts'
import { Setting } from '../settings/setting.tsx'
import { Alert } from '../ui/alert.tsx'
import { day, money } from './billing-words.ts'

/** `invoices` null: Stripe did not answer. */
export function InvoiceTable({ invoices }: { invoices: readonly InvoiceView[] | null }) {
  return (
    <Setting id="invoices" title="Invoices" effect="As Stripe made them. The papers themselves lie there.">
      {invoices === null ? (
        <Alert tone="note" happened="Stripe does not answer, so invoices are not shown now." kept="Nothing is lost." />
      ) : invoices.length === 0 ? (
        <p className="text-base text-ink-soft">None yet.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {invoices.map(({ id, number, createdAt, status, cents, currency, url }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 py-2 text-base text-ink">
              <span className="figures">{day(createdAt.toISOString())}</span>
              <span className="figures">{money(cents, currency)}</span>
              <span>{status}</span>
              {url === null ? (
                <span className="text-ink-soft">{number}</span>
              ) : (
                <a href={url} rel="noreferrer" target="_blank" className="text-accent underline">
                  {number ?? 'Invoice'}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </Setting>
  )
}
