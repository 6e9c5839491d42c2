import type { PublicPage } from '../page.ts'

export const statusPage: PublicPage = {
  path: '/status',
  title: 'Status',
  description: 'Whether this server answers, and where to look when it does not.',
  lead: 'A page on this server cannot tell you that this server is down. For that, look at the page on another host.',
  sections: [
    { id: 'outside', title: 'From outside', blocks: [{ note: 'The status page on another host: {statusPage}.' }] },
    { id: 'now', title: 'From inside, now', blocks: [{ part: 'now' }] },
    {
      id: 'history',
      title: 'Since this server started',
      blocks: [
        {
          note: 'Written down by the server itself, once a minute, in memory. A restart begins it anew; a gap is a minute in which the server did not run.',
        },
        { part: 'history' },
      ],
    },
    { id: 'checks', title: 'Checks of the claims', blocks: [{ part: 'runs' }] },
  ],
}
