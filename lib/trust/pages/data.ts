import type { PublicPage } from '../page.ts'

export const dataPage: PublicPage = {
  path: '/data',
  title: 'What is stored, where, how long',
  description: 'Kinds of data, how each is protected, how long it stays, and how it goes.',
  lead: 'Four kinds of data, from the most to the least delicate: what becomes of each, and how long it stays.',
  sections: [
    {
      id: 'kinds',
      title: 'Kinds of data',
      blocks: [
        {
          terms: [
            [
              'Logs and alerts',
              'Delicate: they can hold anything. In memory for the length of an analysis, then dropped.',
            ],
            [
              'Secrets of yours',
              'Signing secrets, tokens, addresses of channels, a key of your own. Sealed under a key of the server; shown to nobody again.',
            ],
            [
              'Analyses',
              'Confidential: cause, advice, masked evidence, receipt. Kept for the workspace until deleted or until their end.',
            ],
            [
              'Account and audit',
              'Confidential: addresses, roles, sessions, who did what and when. Kept as the table on the [privacy page](/privacy#kept) says.',
            ],
          ],
        },
      ],
    },
    { id: 'raw', title: 'Logs', wide: true, blocks: [{ claims: ['DATA-01', 'DATA-10', 'REDACT-03'] }] },
    {
      id: 'where',
      title: 'Where',
      blocks: [
        {
          note: 'In the database of this server, in: {regions}. Where text goes on its way stands on the page [data flow](/data-flow); what other firms see, under [subprocessors](/subprocessors).',
        },
      ],
    },
    {
      id: 'retention',
      title: 'How long',
      wide: true,
      blocks: [{ claims: ['DEL-03'] }, { part: 'inventory' }, { claims: ['DATA-11'] }],
    },
    { id: 'deletion', title: 'How it goes', wide: true, blocks: [{ claims: ['DEL-01', 'DEL-02', 'DEL-04'] }] },
    {
      id: 'keys',
      title: 'Keys and backups',
      wide: true,
      blocks: [{ claims: ['KEY-01', 'KEY-02', 'KEY-03', 'BCK-01', 'OPS-02'] }],
    },
  ],
}
