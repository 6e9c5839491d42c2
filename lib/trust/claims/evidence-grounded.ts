import { defineClaim } from '../claim.ts'

export const evidenceGrounded = defineClaim({
  id: 'AI-01',
  title: 'Every cause points at lines that exist',
  statement:
    'A cause is shown with the numbers of the log lines it rests on, and code has found each of those lines in the log. A cause without such a line is dropped. “Inconclusive” is a normal answer.',
  scope: { flows: ['paste', 'command line'], data: ['causes', 'evidence'] },
  doesNotShow: [
    'That the cause is right. A line can exist and be misread; the analysis advises and a person decides.',
    'That nothing was missed. The engine knows a list of signatures; what is not on the list ends as inconclusive or as a weaker cause.',
  ],
  class: 'tested',
  checks: [
    {
      id: 'diagnose.grounded',
      kind: 'test',
      ref: 'lib/pipeline/diagnose/*.test.ts',
      method:
        'Diagnoses made-up incidents and compares each cited line number and template with the log that was given.',
      command: 'npx vitest run lib/pipeline/diagnose',
      ttlDays: 3,
      minPopulation: 30,
      negativeControl: 'Logs without an incident are part of the same cases and must yield no cause.',
    },
    {
      id: 'guard.vocabulary',
      kind: 'test',
      ref: 'lib/pipeline/guard/*.test.ts',
      method: 'Passes analyses that quote their log through the guard and searches what it lets be stored.',
      command: 'npx vitest run lib/pipeline/guard',
      ttlDays: 3,
      minPopulation: 10,
      negativeControl: 'The same quotation is searched for before the guard, where it must be found.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
