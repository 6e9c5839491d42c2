import type { PublicPage } from '../page.ts'

export const limitsPage: PublicPage = {
  path: '/limits',
  title: 'Known limits',
  description: 'What this software does not do, and what its checks do not show.',
  lead: 'What we do not do, and what our checks do not show. If one of these decides your case, better you know it now.',
  sections: [
    {
      id: 'not-do',
      title: 'What we do not do',
      blocks: [
        {
          list: [
            'We do not hide from the operator: whoever runs the server holds the keys and the database, and can change the code.',
            'We do not recognise names of people in free text, nor secrets in a form that no rule knows.',
            'We do not take back a message that was delivered: it stays with its receiver.',
            'We do not search memory. A machine that swaps or writes core dumps can put memory on a disk; the operator has to switch that off.',
            'We do not replace your monitoring, and we do not act on your systems.',
            'We do not keep the log. An analysis cannot be repeated from what is stored; you need the log again.',
            'We do not offer an agreement for health data until each firm that would see it has signed one.',
          ],
        },
      ],
    },
    {
      id: 'checks',
      title: 'What the checks do not show',
      blocks: [
        {
          list: [
            'They run on a server of their own, made of the same source, with a database of their own. That the server you look at runs that source is said by a hash that this server states itself.',
            'They are written by the people who wrote what they check. A weak check passes.',
            'A self-run is signed by nobody. Whoever can write the file of evidence can also write a whole new one; the chain of hashes shows edits, not a forgery from the beginning.',
            'Many of them try some doors of many. What was tried stands beside each claim.',
            'A check that reads source text can be fooled by source text.',
          ],
        },
      ],
    },
    { id: 'all', title: 'The limit of each claim', wide: true, blocks: [{ part: 'limits' }] },
  ],
}
