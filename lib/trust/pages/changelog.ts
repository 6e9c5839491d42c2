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
          note: 'As [JSON Feed](/trust/feed.json) or as [Atom](/trust/feed.xml). Each change of the state of a claim is an entry, also one for the worse.',
        },
      ],
    },
    { id: 'changes', title: 'Changes', blocks: [{ part: 'changes' }] },
  ],
}
