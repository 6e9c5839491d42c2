import type { Metadata } from 'next'
import Link from 'next/link'
import { ChevronRightIcon } from '#components/icons/chevron-right.tsx'
import { ROOMS } from '#components/settings/rooms.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listChannels } from '#lib/data/channels.ts'
import { listSources } from '#lib/data/sources.ts'
import type { TenantId } from '#lib/data/unscoped.ts'
import { viewModelPolicy } from '#lib/model-policy.ts'
import { can } from '#lib/permissions.ts'
import { loadRedactionSettings } from '#lib/redaction-policy.ts'
import { requireMember } from '#lib/session.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const { tenant, role, workspaceName } = await requireMember()
  const states = await statesOf(tenant)
  return (
    <>
      <PageHeader title="Settings" lead={`How ${workspaceName} is set up at present.`} />
      <ul
        aria-label="Rooms of the settings"
        className="divide-y divide-line rounded-card border border-line bg-surface"
      >
        {ROOMS.filter(({ looks }) => looks === null || can(role, looks)).map(({ href, name, lead }) => (
          <li
            key={href}
            className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-4 px-4 py-3 transition-colors first:rounded-t-card last:rounded-b-card hover:bg-sunken"
          >
            <div className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[14rem_minmax(0,1fr)] sm:items-baseline">
              <p>
                <Link href={href} className="font-semibold text-ink after:absolute after:inset-0 hover:underline">
                  {name}
                </Link>
                <span className="block text-sm text-ink-soft">{lead}</span>
              </p>
              {states[href] !== undefined && <p className="text-base text-ink">{states[href]}</p>}
            </div>
            <ChevronRightIcon aria-hidden="true" className="size-4 text-ink-faint" />
          </li>
        ))}
      </ul>
    </>
  )
}

const MODES = {
  local_only: 'Local only: nothing leaves',
  fast: 'Fast',
  complex: 'Complex',
  automatic: 'Automatic',
} as const
const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

/** A line for each room: how it stands now. */
async function statesOf(tenant: TenantId): Promise<Readonly<Record<string, string>>> {
  const [sources, channels] = [await listSources(tenant), await listChannels(tenant)]
  const [{ policy }, { fields, patterns }] = [await viewModelPolicy(tenant), await loadRedactionSettings(tenant)]
  const broken = channels.filter(({ brokenAt }) => brokenAt !== null).length
  return {
    '/settings/sources': sources.length === 0 ? 'None yet' : count(sources.length, 'sender', 'senders'),
    '/settings/channels':
      channels.length === 0
        ? 'None yet'
        : `${count(channels.length, 'channel', 'channels')}${broken === 0 ? '' : `, ${broken} broken`}`,
    '/settings/model': MODES[policy.mode],
    '/settings/redaction':
      fields.length + patterns.length === 0
        ? 'Built-in rules only'
        : `Built-in rules, ${count(fields.length, 'field name', 'field names')} and ${count(patterns.length, 'pattern', 'patterns')} of your own`,
  }
}
