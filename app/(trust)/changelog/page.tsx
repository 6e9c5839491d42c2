import { SubscribeForm } from '#components/notices/subscribe-form.tsx'
import { ChangeList } from '#components/site/trust-lists.tsx'
import { topicChoices } from '#lib/notices/open.ts'
import { currentChanges } from '#lib/trust/current-changes.ts'
import { changelogPage } from '#lib/trust/pages/changelog.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(changelogPage)

export default async function Page() {
  const parts = {
    subscribe: <SubscribeForm choices={topicChoices()} chosen={['product', 'security']} />,
    changes: <ChangeList changes={await currentChanges()} />,
  }
  return <ShowPage page={changelogPage} parts={() => parts} />
}
