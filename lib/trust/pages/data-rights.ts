import type { PublicPage } from '../page.ts'

export const dataRightsPage: PublicPage = {
  path: '/data-rights',
  title: 'Data rights',
  description: 'How to see, take, correct and erase what is kept about you.',
  lead: 'You may see what is kept about you, take it with you, have it corrected or erased, and object to its use. Most of it you can do yourself.',
  sections: [
    {
      id: 'yourself',
      title: 'What you can do yourself',
      blocks: [
        {
          terms: [
            [
              'Take it with you',
              'Settings, Your data: one file with what is kept about you, and for owners and admins one with the whole workspace.',
            ],
            ['Correct it', 'Settings, Account: your name. Your address changes with the way you sign in.'],
            ['Delete an analysis', 'On its own page.'],
            ['Erase a workspace', 'Settings, Your data: in a week, with a way back until then, or at once.'],
            [
              'Erase your account',
              'Settings, Your data. You leave your workspaces; one that nobody else belongs to goes with you.',
            ],
          ],
        },
      ],
    },
    {
      id: 'ask',
      title: 'What you can ask for',
      blocks: [
        {
          note: 'Use this form, or write to {privacy}. The law sets the time in which we answer, from the moment when you send it: the mail that confirms it names the day. We may ask for a sign that you are who you say, since a copy in the wrong hands is harm. You may also complain to the data protection authority where you live.',
        },
        { part: 'form' },
      ],
    },
    {
      id: 'customers',
      title: 'If your employer uses this server',
      blocks: [
        {
          note: 'Then your employer decides about the data, and this server works for them. Ask them first; we help them to answer.',
        },
      ],
    },
    { id: 'claims', title: 'What stands behind it', wide: true, blocks: [{ claims: ['DEL-01', 'DEL-04', 'DEL-05'] }] },
  ],
}
