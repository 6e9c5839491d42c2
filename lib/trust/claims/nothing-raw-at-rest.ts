import { defineClaim } from '../claim.ts'

export const nothingRawAtRest = defineClaim({
  id: 'DATA-01',
  title: 'Nothing raw at rest',
  statement:
    'Logs that are pasted, dropped into the page or given to the command line are worked on in memory. No line of them is written to the database, its write-ahead log, a file, a cache or a server log.',
  scope: { flows: ['paste', 'command line'], data: ['log text', 'secrets in it', 'personal data in it'] },
  doesNotShow: [
    'What is kept can still speak about the log: an analysis holds a title, a cause, and for each line of evidence its number, its wording with variable and unknown words masked, a count, and a keyed hash.',
    'Memory itself is not searched. A machine that swaps or writes core dumps can put memory on a disk; that is for the operator to switch off.',
    'It covers this software, not a proxy, a backup tool or a logging agent that an operator puts around it.',
  ],
  class: 'tested',
  checks: [
    {
      id: 'canary.paste',
      kind: 'test',
      ref: 'e2e/canary.spec.ts',
      method:
        'Sends unique strings through every entry, then searches a full dump of the database, its write-ahead log, the data folder, the logs, the build folder and the temporary folder for them: plain, base64, hex, gzip and UTF-16.',
      command: 'npm run test:canary',
      ttlDays: 3,
      minPopulation: 6,
      negativeControl:
        'In every run the raw text is planted in a database column, in a server log and in each encoding; the search must find all of it, or the run fails.',
    },
    {
      id: 'guard.vocabulary',
      kind: 'test',
      ref: 'lib/pipeline/guard/*.test.ts',
      method: 'Passes analyses that quote their log through the guard and searches what it lets be stored.',
      command: 'npx vitest run lib/pipeline/guard',
      ttlDays: 3,
      minPopulation: 10,
      negativeControl:
        'Messages in our own words are part of the same cases and must stay readable: a guard that drops everything fails.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
