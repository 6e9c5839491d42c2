import type { PublicPage } from '../page.ts'

export const redactionPage: PublicPage = {
  path: '/security/redaction',
  title: 'Redaction',
  description: 'Every kind of secret and personal data that is struck out, by which rule, and what is not.',
  lead: 'Secrets and personal data are struck out of a log by rules that anyone can read. No model is asked. This page is drawn from the tables that the redactor runs on.',
  sections: [
    {
      id: 'not-detected',
      title: 'What is not detected',
      blocks: [
        { note: 'A rule finds what has a form or stands behind a name. It does not understand what a sentence says.' },
        { part: 'not-detected' },
        { note: 'The analyze page shows what will be sent before anything is sent. Look at it.' },
      ],
    },
    {
      id: 'how',
      title: 'How it works',
      blocks: [
        {
          note: 'A pasted log is redacted in your browser, before any of it leaves. The server reads what arrived again and redacts what it still finds, on a thread that is ended when it takes too long.',
        },
        {
          note: 'Something found once is searched again in the whole text, also percent-encoded, inside JSON and in base64. A placeholder tells the kind and which values were equal inside one analysis. It holds no part of the value, no length and no hash.',
        },
        {
          note: 'Trace, request, commit, container and build ids stay: an analysis needs them. The [data flow](/data-flow) shows what happens next.',
        },
      ],
    },
    {
      id: 'claims',
      title: 'What we claim of it',
      wide: true,
      blocks: [{ claims: ['DATA-02', 'DATA-03', 'REDACT-01', 'REDACT-02'] }],
    },
    { id: 'secrets', title: 'Secrets', wide: true, blocks: [{ part: 'secret' }] },
    { id: 'financial', title: 'Cards and accounts', wide: true, blocks: [{ part: 'financial' }] },
    { id: 'personal', title: 'Personal data', wide: true, blocks: [{ part: 'pii' }] },
    { id: 'workspace', title: 'What a workspace adds', wide: true, blocks: [{ part: 'custom' }] },
    { id: 'vendors', title: 'Token formats of vendors', wide: true, blocks: [{ part: 'vendors' }] },
  ],
}
