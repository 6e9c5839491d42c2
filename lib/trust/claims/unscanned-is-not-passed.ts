import { defineClaim } from '../claim.ts'

export const unscannedIsNotPassed = defineClaim({
  id: 'REDACT-01',
  title: 'What was not scanned does not pass',
  statement:
    'The server redacts on a thread of its own, with a time limit that grows with the text. Lines it did not reach are replaced as a whole. Where the thread fails, the request is refused and nothing of it is kept.',
  scope: { flows: ['paste'], data: ['log text'] },
  doesNotShow: [
    'That every secret in a scanned line is found: the page on redaction lists the rules and their limits.',
    'Patterns that a workspace adds run under a linear engine; a pattern can still be written so that it finds nothing.',
  ],
  class: 'tested',
  checks: [
    {
      id: 'redact.worker',
      kind: 'test',
      ref: 'lib/pipeline/workers/*.test.ts',
      method:
        'Sends text through the redactor’s thread, and threads that hang in a regular expression, die, or fill their memory.',
      command: 'npx vitest run lib/pipeline/workers',
      ttlDays: 3,
      minPopulation: 12,
      negativeControl:
        'The threads that hang and die are planted; a job after each must still be done by another thread.',
    },
    {
      id: 'redact.settings',
      kind: 'test',
      ref: 'lib/redaction-policy.test.ts',
      method:
        'Gives a workspace settings that cannot be read, and overrides it has not allowed, and looks at what passes.',
      command: 'npx vitest run lib/redaction-policy.test.ts',
      ttlDays: 3,
      minPopulation: 12,
      negativeControl:
        'The same override passes where the workspace allows it, so that the search can tell the two apart.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
