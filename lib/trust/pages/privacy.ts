import type { PublicPage } from '../page.ts'

export const privacyPage: PublicPage = {
  path: '/privacy',
  title: 'Privacy',
  description: 'What is kept about people, why, and for how long.',
  lead: 'What is kept about people, why, for how long, and who sees it. The tables are compared with the database and the code by a test.',
  sections: [
    {
      id: 'who',
      title: 'Who is responsible',
      blocks: [
        {
          note: 'Whoever runs this server is responsible for what happens to the data on it. Name: {operator}. Address: {address}. Questions about privacy: {privacy}.',
        },
        { note: 'Data is kept in: {regions}.' },
      ],
    },
    { id: 'kept', title: 'What is kept', wide: true, blocks: [{ part: 'inventory' }, { claims: ['DATA-11'] }] },
    {
      id: 'logs',
      title: 'Logs',
      blocks: [
        {
          note: 'The log of an incident can hold anything, people included. Where its text goes, step by step, is on the page [data flow](/data-flow).',
        },
      ],
    },
    {
      id: 'cookies',
      title: 'Cookies',
      wide: true,
      blocks: [
        {
          note: 'Cookies are set for signing in and for your choice of colours. There is none for advertising or for measuring visits.',
        },
        { part: 'cookies' },
        { claims: ['WEB-06'] },
      ],
    },
    {
      id: 'telemetry',
      title: 'Telemetry and tracking',
      wide: true,
      blocks: [
        {
          note: 'Data about people is neither sold nor shared for advertising, so there is nothing to opt out of: a browser that sends Global Privacy Control gets what it asks for. The file [gpc.json](/.well-known/gpc.json) says so to programs.',
        },
        { claims: ['TEL-01', 'TEL-02'] },
      ],
    },
    {
      id: 'others',
      title: 'Others who see data',
      blocks: [{ note: 'They are listed under [subprocessors](/subprocessors).' }],
    },
    {
      id: 'rights',
      title: 'Your rights',
      blocks: [{ note: 'What you may ask for, and how, is on the page [data rights](/data-rights).' }],
    },
  ],
}
