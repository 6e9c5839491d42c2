import { SubscribeForm } from '#components/notices/subscribe-form.tsx'
import { HostTable } from '#components/site/fact-tables.tsx'
import { SubprocessorTable } from '#components/site/subprocessor-table.tsx'
import { topicChoices } from '#lib/notices/open.ts'
import { subprocessorsPage } from '#lib/trust/pages/subprocessors.ts'
import { REACHABLE_HOSTS } from '#lib/trust/reachable-hosts.ts'
import { company } from '#trust.config'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(subprocessorsPage)

export default function Page() {
  const parts = {
    subprocessors: <SubprocessorTable subprocessors={company.subprocessors} />,
    hosts: <HostTable rows={REACHABLE_HOSTS} />,
    subscribe: <SubscribeForm choices={topicChoices()} chosen={['subprocessors']} />,
  }
  return <ShowPage page={subprocessorsPage} parts={() => parts} />
}
