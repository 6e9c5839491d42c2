import type { PublicPage } from '../page.ts'

export const incidentsPage: PublicPage = {
  path: '/incidents',
  title: 'Incident response and continuity',
  description: 'What happens when something goes wrong here, whom we tell and when, and how the work goes on.',
  lead: 'What happens when something goes wrong with this server, whom the operator tells and when, and what you still have then.',
  sections: [
    {
      id: 'steps',
      title: 'What happens',
      blocks: [
        {
          steps: [
            'Notice: by a failing check, an alarm, a report by [the form](/disclosure#form), or a customer.',
            'Contain: end sessions, replace keys, stop channels, or stop the server. Logs that people have pasted are not among what can be lost.',
            'Find out: who and what was touched. The audit log of a workspace tells its owner the same as us.',
            'Tell: customers whose data was touched hear of it within {incidentNotice} after we know, with what we know and what we do not.',
            'Mend and publish: what it was, how it was found, and what has changed stands in the [changes](/changelog).',
          ],
        },
      ],
    },
    { id: 'audit', title: 'The audit log', wide: true, blocks: [{ claims: ['AUD-01', 'AUD-02', 'AUD-03'] }] },
    {
      id: 'continuity',
      title: 'How work goes on',
      blocks: [
        {
          note: 'An incident of yours does not wait for ours: the command line finds causes on your own machine without a server, and the software runs on a server of your own.',
        },
        { note: 'If this server stops for good, an export takes a workspace along; it can be read without us.' },
      ],
    },
    {
      id: 'restore',
      title: 'Backups',
      wide: true,
      blocks: [
        {
          note: 'How often a backup is made and where it lies is the operator’s to state. What the software shows is that a copy starts again.',
        },
        { claims: ['BCK-01'] },
      ],
    },
  ],
}
