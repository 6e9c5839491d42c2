import type { PublicPage } from '../page.ts'

export const pricingPage: PublicPage = {
  path: '/pricing',
  title: 'Pricing',
  description: 'Plans, what is in them, and what stands in every one of them.',
  lead: 'What it costs, and what does not depend on it: nothing on the other pages here is an extra.',
  sections: [
    { id: 'plans', title: 'Plans', wide: true, blocks: [{ part: 'plans' }] },
    {
      id: 'every',
      title: 'In every plan',
      blocks: [
        {
          list: [
            'redaction in the browser and again on the server;',
            'the built-in engine, and a setting that forbids models;',
            'export, deletion and erasure;',
            'the audit log;',
            'the claims, their checks and their evidence.',
          ],
        },
      ],
    },
    {
      id: 'own',
      title: 'On a server of your own',
      blocks: [
        {
          note: 'The software runs on your own server with one command; it then has no plans and no payments unless you set them up.',
        },
      ],
    },
  ],
}
