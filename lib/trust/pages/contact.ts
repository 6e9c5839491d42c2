import type { PublicPage } from '../page.ts'

export const contactPage: PublicPage = {
  path: '/contact',
  title: 'Contact',
  description: 'Who runs this server and how to reach them; a drawing for architects.',
  lead: 'Who runs this server and how to reach them. These facts are the operator’s; the software cannot check them.',
  sections: [
    {
      id: 'operator',
      title: 'Who runs this server',
      blocks: [
        {
          terms: [
            ['Name', '{operator}'],
            ['Address', '{address}'],
            ['Regions', '{regions}'],
          ],
        },
      ],
    },
    {
      id: 'write',
      title: 'Where to write',
      blocks: [
        {
          terms: [
            ['Weaknesses', '{security}, or [the form](/disclosure#form). A person answers within {acknowledged}.'],
            ['Privacy', '{privacy}. An answer comes within {privacyAnswer}.'],
            [
              'A review of your own',
              '{general}. Questionnaires, calls with an engineer, tests by your own people on a server made for you: an answer comes within {review}. Or use [the form](/contact#review).',
            ],
            ['All else', '{general}'],
          ],
        },
        { note: 'Send no logs by e-mail: a mailbox keeps what this software is built to forget.' },
      ],
    },
    {
      id: 'review',
      title: 'Ask for a review of the architecture',
      blocks: [
        {
          note: 'A call with an engineer, with the drawing below and your questions. The form sends you a link; your request reaches us when you confirm it there.',
        },
        { part: 'review' },
      ],
    },
    {
      id: 'terms',
      title: 'Ask for other terms',
      blocks: [
        {
          note: 'Paste your changes of the [data processing agreement](/dpa), or name clauses and the words that you wish. A person reads them: nothing is signed by click but its own text.',
        },
        { part: 'terms' },
      ],
    },
    { id: 'architecture', title: 'For architects', wide: true, blocks: [{ part: 'architecture' }] },
  ],
}
