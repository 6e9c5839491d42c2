import { RequestForm } from '#components/requests/request-form.tsx'
import { ControlTable } from '#components/site/fact-tables.tsx'
import { RoadmapTable } from '#components/site/roadmap-table.tsx'
import { compliancePage } from '#lib/trust/pages/compliance.ts'
import { company } from '#trust.config'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(compliancePage)

export default function Page() {
  return (
    <ShowPage
      page={compliancePage}
      parts={({ claims }) => ({
        roadmap: <RoadmapTable roadmap={company.roadmap} />,
        baa: <RequestForm kind="baa" />,
        controls: <ControlTable claims={claims} />,
      })}
    />
  )
}
