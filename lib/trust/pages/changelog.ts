import type { PublicPage } from '../page.ts'

export const changelogPage: PublicPage = {
  path: '/changelog',
  title: 'Changes',
  description: 'What has changed here: the software, its claims, subprocessors, incidents.',
  lead: 'What has changed: the software, the words of its pages, subprocessors, incidents, and the state of every claim.',
  sections: [
    {
      id: 'subscribe',
      title: 'Subscribe',
      blocks: [
        {
          note: 'By mail, for the topics that you choose. You get a link first, and nothing else before you have confirmed it. Each mail ends with a way out that works at once, and holds no picture.',
        },
        { part: 'subscribe' },
        {
          note: 'Or as [JSON Feed](/trust/feed.json) or as [Atom](/trust/feed.xml). Each change of the state of a claim is an entry, also one for the worse.',
        },
      ],
    },
    { id: 'changes', title: 'Changes', blocks: [{ part: 'changes' }] },
  ],
}
