import type { AlertFacts } from '#lib/pipeline/parse/alert-facts.ts'
import { Badge } from '../ui/badge.tsx'
import { printableLine } from './printable.ts'
import { Prose } from './prose.tsx'
import { utcText } from './utc-text.ts'

const SEVERITIES = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
  unknown: 'Severity not given',
} as const
const LINKS = { alert: 'Alert', runbook: 'Runbook', dashboard: 'Dashboard', logs: 'Logs', commit: 'Commit' } as const

/** The alert behind an analysis, as its sender told it: redacted, and kept without its log. */
export function AlertCard({ alert }: { alert: AlertFacts }) {
  const { title, sourceName, service, environment, severity, startedAt, links, alerts, hasLog } = alert
  return (
    <section aria-label="Alert" className="grid gap-2 rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        <span>
          Alert from <span className="font-medium text-ink">{printableLine(sourceName)}</span>
        </span>
        {startedAt !== null && (
          <span>
            began <span className="figures">{utcText(startedAt)}</span>
          </span>
        )}
        {alerts > 1 && <span>one of {alerts} in the delivery</span>}
      </div>
      <p className="text-lg font-semibold wrap-anywhere text-ink">
        <Prose text={title} />
      </p>
      <ul aria-label="Severity, service and environment" className="flex flex-wrap gap-1.5">
        <li>
          <Badge>{SEVERITIES[severity]}</Badge>
        </li>
        {[service, environment].map(
          (word) =>
            word !== null && (
              <li key={word} className="min-w-0">
                <Badge className="max-w-full font-mono break-all whitespace-normal">
                  <Prose text={word} />
                </Badge>
              </li>
            ),
        )}
        {!hasLog && (
          <li>
            <Badge>Without log text</Badge>
          </li>
        )}
      </ul>
      <AlertLinks links={links} />
    </section>
  )
}

/** Addresses that a sender wrote: http and https only (the parser's rule), named by what they are and where they lead. */
function AlertLinks({ links }: Pick<AlertFacts, 'links'>) {
  const safe = links.filter(({ url }) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))
  if (safe.length === 0) return null
  return (
    <ul aria-label="Links of the sender" className="flex flex-wrap gap-x-4 gap-y-1 text-base">
      {safe.map(({ rel, url }) => (
        <li key={`${rel} ${url}`} className="min-w-0 wrap-anywhere">
          <a
            href={url}
            rel="noreferrer noopener"
            className="text-accent underline underline-offset-2 hover:text-accent-hover"
          >
            {LINKS[rel]} at {new URL(url).host}
          </a>
        </li>
      ))}
    </ul>
  )
}
