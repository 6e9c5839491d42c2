import type { PublicPage } from '../page.ts'

export const securityPage: PublicPage = {
  path: '/security',
  title: 'Security',
  description: 'How this software is protected, what we claim of it, and what our checks do not show.',
  lead: 'The overview. Each claim below has a check that can fail, a state, and a limit. There is no score.',
  sections: [
    {
      id: 'short',
      title: 'In short',
      blocks: [
        {
          terms: [
            [
              'What is stored',
              'The answer: a title, a cause, advice, and masked evidence. The page [what is stored](/data) lists it.',
            ],
            ['What is not', 'The log. It is worked on in memory and dropped. See [the way of a log](/data-flow).'],
            ['Where', 'On the server that you look at and in its database. Regions: {regions}.'],
            ['How long', 'As long as the workspace keeps analyses; see the claim on [retention](/data#retention).'],
            [
              'Who sees it',
              'Members of your workspace. Whoever operates the server could; [known limits](/limits) says what that means.',
            ],
          ],
        },
      ],
    },
    {
      id: 'claims',
      title: 'The claims that matter most',
      wide: true,
      blocks: [
        { part: 'counts' },
        { claims: ['DATA-01', 'DATA-02', 'ISO-01', 'SES-03', 'HOOK-01', 'KEY-01', 'AUD-01', 'SUB-01'] },
        {
          note: 'The others stand on the page [claims](/claims). [What is redacted](/security/redaction), by which rule, and what is not, has a page of its own.',
        },
      ],
    },
    { id: 'states', title: 'What the states mean', wide: true, blocks: [{ part: 'states' }] },
    {
      id: 'limits',
      title: 'What this page cannot show',
      blocks: [
        {
          note: 'We show tests and their limits. They do not show the honesty of whoever operates this server: an operator can change the code, and a page can say anything. If that matters to you, read the code, run the checks, and run your own server.',
        },
        {
          note: 'The checks are our own. We can write a weak one. An outside review would find what we do not see. More of this stands under [known limits](/limits).',
        },
      ],
    },
    {
      id: 'headers',
      title: 'What every response says to a browser',
      wide: true,
      blocks: [{ claims: ['WEB-02', 'WEB-03'] }, { part: 'headers' }],
    },
    {
      id: 'verify',
      title: 'Verify it yourself',
      blocks: [
        {
          note: 'The claims are also a [file for programs](/.well-known/trust/claims.json), with the records that they rest on. It can be read without trusting this page:',
        },
        { part: 'verify' },
      ],
    },
    {
      id: 'report',
      title: 'Found a weakness?',
      blocks: [
        {
          note: '[How to report it](/disclosure), what you may do, and when you will hear from us. What was found and mended stands under [advisories](/advisories).',
        },
      ],
    },
  ],
}
