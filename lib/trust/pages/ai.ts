import type { PublicPage } from '../page.ts'

export const aiPage: PublicPage = {
  path: '/ai',
  title: 'How AI is used',
  description: 'Questions about models, training, storage, advice and screenshots, with answers and their checks.',
  lead: 'Questions that people ask, each with its answer and the claim that stands behind it.',
  sections: [
    {
      id: 'needed',
      title: 'Is a model needed at all?',
      wide: true,
      blocks: [
        { note: 'No. A built-in engine of rules finds causes by itself. A workspace can leave it at that.' },
        { claims: ['AI-02', 'AI-03'] },
      ],
    },
    {
      id: 'training',
      title: 'Is a model trained on my data?',
      wide: true,
      blocks: [
        {
          note: 'Nobody can test from here what a provider does. So the answer comes in three parts: where requests can go, what they carry, and what the contract says.',
        },
        { claims: ['SUB-01', 'AI-07', 'AI-09'] },
      ],
    },
    {
      id: 'models',
      title: 'Which models are asked?',
      blocks: [
        { part: 'models' },
        {
          note: 'Which of them is asked, and within which limits, is a setting of the workspace. A workspace can bring a key or a gateway of its own.',
        },
      ],
    },
    {
      id: 'sees',
      title: 'What does a model see?',
      wide: true,
      blocks: [
        { note: 'The condensed, redacted lines, and our fixed words. Each request has a receipt in the analysis.' },
        { claims: ['DATA-02', 'AI-08'] },
      ],
    },
    {
      id: 'storage',
      title: 'Does somebody keep it?',
      blocks: [
        {
          note: 'This server keeps no prompt and no reply as it came; see [what is stored](/data). The provider has rules of its own for how long it keeps requests: they belong to its contract, and whoever pays for the key can change them.',
        },
      ],
    },
    {
      id: 'advice',
      title: 'Does it act on my systems?',
      wide: true,
      blocks: [
        { note: 'It advises; a person decides. Commands are text to copy, each with its risk.' },
        { claims: ['AI-05', 'AI-06'] },
      ],
    },
    {
      id: 'wrong',
      title: 'Can it be wrong?',
      wide: true,
      blocks: [
        { note: 'Yes. What it may not do is point at a line that is not there.' },
        { claims: ['AI-01', 'AI-04', 'AI-10', 'AI-11'] },
      ],
    },
    { id: 'deletion', title: 'Can I delete what it made?', wide: true, blocks: [{ claims: ['DEL-01'] }] },
    {
      id: 'screenshots',
      title: 'What about screenshots?',
      blocks: [
        { note: 'A screenshot is not stored. Its text is read in the browser and then treated as a pasted log.' },
      ],
    },
  ],
}
