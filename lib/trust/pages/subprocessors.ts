import type { PublicPage } from '../page.ts'

export const subprocessorsPage: PublicPage = {
  path: '/subprocessors',
  title: 'Subprocessors',
  description: 'Other firms that can see data, for what, where, and how you hear of a change.',
  lead: 'Firms outside that can see data. The first table is what the operator has set up; the second is what the code can reach at all.',
  sections: [
    { id: 'operator', title: 'Set up by the operator', wide: true, blocks: [{ part: 'subprocessors' }] },
    {
      id: 'code',
      title: 'What the code can reach',
      wide: true,
      blocks: [
        { note: 'Each of them is reached when somebody has set it up, and not before.' },
        { part: 'hosts' },
        { claims: ['SUB-01'] },
      ],
    },
    {
      id: 'changes',
      title: 'How you hear of a change',
      blocks: [
        {
          note: 'A new subprocessor that sees data of customers is announced {subprocessorNotice} before it does, in the [changes](/changelog) and their [feed](/trust/feed.json), and by mail to everybody who signed the [agreement](/dpa). Until then they may object, with a link in that mail. Without an agreement, write to {privacy}.',
        },
        {
          note: 'You can be told by mail too. You get a link first, and nothing else before you have confirmed it. Each mail ends with a way out that works at once. No mail holds a picture: whether it is opened is not asked.',
        },
        { part: 'subscribe' },
      ],
    },
  ],
}
