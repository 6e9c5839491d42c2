import { RequestForm } from '#components/requests/request-form.tsx'
import { ArchitectureDrawing } from '#components/site/architecture-drawing.tsx'
import { contactPage } from '#lib/trust/pages/contact.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(contactPage)

export default function Page() {
  const parts = {
    review: <RequestForm kind="architecture_review" />,
    terms: <RequestForm kind="custom_terms" />,
    architecture: <ArchitectureDrawing />,
  }
  return <ShowPage page={contactPage} parts={() => parts} />
}
