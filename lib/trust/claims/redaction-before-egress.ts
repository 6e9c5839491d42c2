import { defineClaim } from '../claim.ts'

export const redactionBeforeEgress = defineClaim({
  id: 'DATA-02',
  title: 'Redacted before it leaves',
  statement:
    'Secrets and personal data that our rules recognise are replaced by typed placeholders before pasted log text leaves the browser. The server checks the text again before an engine reads it and before an analysis is stored.',
  scope: {
    flows: ['paste', 'command line'],
    data: ['credentials', 'card numbers', 'e-mail addresses', 'named fields'],
  },
  doesNotShow: [
    'A secret in a format that no rule knows can pass. The page shows what will be sent before it is sent, so that a person can look.',
    'Placeholders keep the type and tell equal values from different ones inside one analysis: that two lines name the same person stays visible, who it is does not.',
    'Names of people in free text are not recognised as such.',
  ],
  class: 'tested',
  checks: [
    {
      id: 'redact.rules',
      kind: 'test',
      ref: 'lib/pipeline/redact/*.test.ts',
      method:
        'Runs the redactor over made-up secrets of each kind it claims to know, and over text that must stay as it is.',
      command: 'npx vitest run lib/pipeline/redact',
      ttlDays: 3,
      minPopulation: 50,
      negativeControl: 'Text without secrets is part of the same cases and must come back unchanged.',
    },
    {
      id: 'canary.egress',
      kind: 'test',
      ref: 'e2e/canary.spec.ts',
      method:
        'Pastes two secrets, an e-mail address and a card number in a real browser and searches what the server kept.',
      command: 'npm run test:canary',
      ttlDays: 3,
      minPopulation: 4,
      negativeControl:
        'A planted column and a planted log line with the raw text must turn the search red in every run.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
