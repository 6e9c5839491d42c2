import { ChangeList } from '#components/site/trust-lists.tsx'
import { changesOf } from '#lib/trust/changes.ts'
import { changelogPage } from '#lib/trust/pages/changelog.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(changelogPage)

export default function Page() {
  return (
    <ShowPage
      page={changelogPage}
      parts={({ evidence }) => ({
        changes: <ChangeList changes={changesOf(evidence.kind === 'records' ? evidence.records : [])} />,
      })}
    />
  )
}
