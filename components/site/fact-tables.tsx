import type { ClaimView } from '#lib/trust/claim-view.ts'
import type { CookieRow } from '#lib/trust/cookie-list.ts'
import type { InventoryRow } from '#lib/trust/inventory.ts'
import type { ReachableHost } from '#lib/trust/reachable-hosts.ts'
import type { HeaderLine } from '#lib/trust/response-headers.ts'
import { TextLink } from './prose.tsx'
import { PlainTable } from './trust-tables.tsx'

/** Tables that are drawn from the code and its configuration: their words stand there. */

export function HostTable({ rows }: { rows: readonly ReachableHost[] }) {
  return (
    <PlainTable
      label="Hosts that the code can reach"
      columns={['Who', 'Hosts', 'For what', 'What it sees', 'When']}
      rows={rows.map(({ who, hosts, purpose, data, when }) => [
        who,
        <span key="hosts" className="font-mono text-sm break-all">
          {hosts.join(' ')}
        </span>,
        purpose,
        data,
        when,
      ])}
      className="min-w-[52rem]"
    />
  )
}

export function InventoryTable({ rows }: { rows: readonly InventoryRow[] }) {
  return (
    <PlainTable
      label="What is kept"
      columns={['What', 'Why', 'How long', 'Who sees it']}
      rows={rows.map(({ what, why, howLong, whoSees }) => [what, why, howLong, whoSees])}
      className="min-w-[48rem]"
    />
  )
}

export function CookieTable({ rows }: { rows: readonly CookieRow[] }) {
  return (
    <PlainTable
      label="Cookies"
      columns={['Name', 'Purpose', 'How long']}
      rows={rows.map(({ name, purpose, howLong }) => [name, purpose, howLong])}
      className="min-w-[36rem]"
    />
  )
}

export function HeaderTable({ rows }: { rows: readonly HeaderLine[] }) {
  return (
    <PlainTable
      label="Headers of every response"
      columns={['Header', 'Value']}
      rows={rows.map(({ key, value }) => [
        key,
        <span key="value" className="font-mono text-sm break-words text-ink-soft">
          {value}
        </span>,
      ])}
      className="min-w-[36rem]"
    />
  )
}

/** Which claims speak to which control. */
export function ControlTable({ claims }: { claims: readonly ClaimView[] }) {
  const standards = [
    ['OWASP ASVS 5.0.0', 'asvs'],
    ['CSA CCM 4 (CAIQ)', 'ccm'],
    ['NIST SP 800-53 Rev. 5', 'nist'],
  ] as const
  const rows = standards.flatMap(([standard, key]) => {
    const ids = [...new Set(claims.flatMap(({ maps }) => maps[key]))].sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    )
    return ids.map(
      (id) =>
        [
          `${standard} ${id}`,
          <span key="claims" className="flex flex-wrap gap-x-3">
            {claims
              .filter(({ maps }) => maps[key].includes(id))
              .map((claim) => (
                <TextLink key={claim.id} href={`/claims/${claim.id}`} className="figures text-sm">
                  {claim.id}
                </TextLink>
              ))}
          </span>,
        ] as const,
    )
  })
  return (
    <PlainTable label="Controls and claims" columns={['Control', 'Claims']} rows={rows} className="min-w-[28rem]" />
  )
}

/** The limits of all claims in one place. */
export function LimitTable({ claims }: { claims: readonly ClaimView[] }) {
  return (
    <PlainTable
      label="Limit of each claim"
      columns={['Claim', 'What it does not show']}
      rows={claims.map(({ id, title, doesNotShow }) => [
        `${title} (${id})`,
        <ul key="limits" className="grid gap-1 text-ink-soft">
          {doesNotShow.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>,
      ])}
      className="min-w-[36rem]"
    />
  )
}
