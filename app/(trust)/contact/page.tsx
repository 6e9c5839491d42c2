import { ArchitectureDrawing } from '#components/site/architecture-drawing.tsx'
import { contactPage } from '#lib/trust/pages/contact.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(contactPage)

export default function Page() {
  return <ShowPage page={contactPage} parts={() => ({ architecture: <ArchitectureDrawing /> })} />
}
