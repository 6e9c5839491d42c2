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
      ref: 'lib/trust/evidence-grounded.test.ts',
      method:
        'Diagnoses made-up incidents and compares each cited line number and template with the log that was given.',
      command: 'npx vitest run lib/trust/evidence-grounded.test.ts',
      ttlDays: 3,
      minPopulation: 16,
      negativeControl:
        'A wrong line number, a wrong word and a cause without evidence are planted; the same search must notice each.',
    },
    {
      id: 'diagnose.signatures',
      kind: 'test',
      ref: 'lib/pipeline/diagnose/*.test.ts',
      method: 'Looks for each known failure in lines that show it and in lines that only look like it.',
      command: 'npx vitest run lib/pipeline/diagnose',
      ttlDays: 3,
      minPopulation: 10,
      negativeControl: 'The look-alikes are part of the same cases: an engine that finds everything everywhere fails.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
