import { defineClaim } from '../claim.ts'

export const noForeignResource = defineClaim({
  id: 'WEB-01',
  title: 'No other host',
  statement:
    'Every page tells the browser to load scripts, styles, fonts and pictures from this server, and to send data to this server, and to no other host.',
  scope: { flows: ['pages'], data: ['what a page loads', 'where a page sends'] },
  doesNotShow: [
    'What a proxy in front of this server does to the header that carries the rule. Look at it in your own browser.',
    'Links: a page that you open by clicking is another page with its own rules.',
  ],
  class: 'tested',
  checks: [
    {
      id: 'headers.policy',
      kind: 'test',
      ref: 'lib/trust/response-headers.test.ts',
      method: 'Builds the content policy as the server does and looks for another host, a wildcard or inline code.',
      command: 'npx vitest run lib/trust/response-headers.test.ts',
      ttlDays: 3,
      minPopulation: 1,
      negativeControl: 'A policy with a foreign host planted in it must be noticed by the same search.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
