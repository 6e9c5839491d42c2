import { QuestionSearch } from '#components/site/question-search.tsx'
import { faqPage } from '#lib/trust/pages/faq.ts'
import { metadataOf, ShowPage } from '../show-page.tsx'

export const metadata = metadataOf(faqPage)

export default function Page() {
  return <ShowPage page={faqPage} tools={<QuestionSearch />} />
}
