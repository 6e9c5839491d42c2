import type { Metadata } from 'next'
import { ChannelsDesk } from '#components/settings/channels-desk.tsx'
import { saidOf } from '#components/settings/slack-words.ts'
import { WhoManages } from '#components/settings/who-manages.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listChannels } from '#lib/data/channels.ts'
import { listNotifications } from '#lib/data/notifications.ts'
import { listSources } from '#lib/data/sources.ts'
import { listManagers } from '#lib/managers.ts'
import { can } from '#lib/permissions.ts'
import { requireMember } from '#lib/session.ts'
import { canInstall } from '#lib/slack-install.ts'

export const metadata: Metadata = { title: 'Channels' }

interface Props {
  /** `slack`: what became of "Add to Slack". */
  searchParams: Promise<{ slack?: string | string[] }>
}

export default async function ChannelsPage({ searchParams }: Props) {
  const { tenant, role, workspaceName } = await requireMember()
  const manages = can(role, 'channel:manage')
  const [channels, { items }] = [await listChannels(tenant), await listNotifications(tenant)]
  const { slack } = await searchParams
  const installed = saidOf(typeof slack === 'string' ? slack : undefined)
  const sources = (await listSources(tenant)).map(({ id, name }) => ({ id, name }))
  return (
    <>
      <PageHeader
        title="Channels"
        lead="Where the analysis of an alert is sent as soon as it exists: decision, cause and masked evidence, never a line of a log."
      />
      {installed && <Alert tone={installed.tone} {...installed.said} className="mb-6" />}
      {!manages && <WhoManages {...{ role, workspaceName }} managers={await listManagers(tenant, 'channel:manage')} />}
      <ChannelsDesk channels={channels} messages={items} manages={manages} sources={sources} slackApp={canInstall()} />
    </>
  )
}
