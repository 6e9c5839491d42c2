import type { PublicPage } from '../page.ts'

export const advisoriesPage: PublicPage = {
  path: '/advisories',
  title: 'Advisories',
  description: 'Weaknesses of this software that were found and mended, and since which version.',
  lead: 'Weaknesses that were reported or that we found ourselves, once they are mended: what they were, which versions had them, and where they are mended.',
  sections: [
    {
      id: 'published',
      title: 'Published',
      blocks: [
        { part: 'advisories' },
        {
          note: 'What is published is not changed afterwards; a correction is added below it with its day. Each also stands on the page of [changes](/changelog) and in its feeds. You can be told [by mail](/changelog#subscribe). Found something yourself? [Report it](/disclosure#form).',
        },
      ],
    },
  ],
}
