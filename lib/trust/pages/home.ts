import type { PublicPage } from '../page.ts'

export const homePage: PublicPage = {
  path: '/',
  title: 'Find the cause of an incident. Keep none of its logs.',
  description: 'Explains production incidents and forgets the logs. Try it in your own browser.',
  lead: 'You paste the log of a failed job or a broken service. You get a decision, a likely cause, and the numbers of the lines that it rests on. It advises; a person decides.',
  sections: [
    {
      id: 'demo',
      title: 'Try it here',
      wide: true,
      blocks: [
        {
          note: 'In your own browser, with the built-in engine. The page sends nothing: switch off the network after the engine has come, and it still works.',
        },
        { part: 'demo' },
      ],
    },
    { id: 'example', title: 'What leaves, and what stays', wide: true, blocks: [{ part: 'example' }] },
    {
      id: 'journey',
      title: 'The way of a log that you paste',
      wide: true,
      blocks: [{ part: 'journey' }, { note: 'Each step in words: [data flow](/data-flow).' }],
    },
    {
      id: 'promise',
      title: 'What we say, and what can prove us wrong',
      wide: true,
      blocks: [
        {
          note: 'Each sentence is bound to a check that you can run. Beside it stands whether the check has passed on this build; below it, what the check does not show.',
        },
        { part: 'counts' },
        { claims: ['DATA-01', 'DATA-02', 'AI-01', 'ISO-01'] },
        { note: 'The others stand on the page [claims](/claims).' },
      ],
    },
    { id: 'start', title: 'How to start', wide: true, blocks: [{ part: 'start' }] },
  ],
}
