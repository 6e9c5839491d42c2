import type { PublicPage } from '../page.ts'

export const dataFlowPage: PublicPage = {
  path: '/data-flow',
  title: 'Data flow',
  description: 'Where the text of a log is at each step, and for how long.',
  lead: 'Where the text of a log is at each step, what it looks like there, and for how long. Each drawing is followed by the same in words.',
  sections: [
    { id: 'paste', title: 'A log that you paste', wide: true, blocks: [{ part: 'paste' }] },
    { id: 'webhook', title: 'An alert that a tool sends', wide: true, blocks: [{ part: 'webhook' }] },
    {
      id: 'reading',
      title: 'How to read the tables',
      blocks: [
        {
          note: 'The last column names the claims that speak about a step; each leads to its state and its check. “None yet” means that the row describes what the code is written to do and that no check is bound to it.',
        },
      ],
    },
  ],
}
