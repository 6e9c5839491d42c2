import { defineClaim } from '../claim.ts'

export const deliveriesProveThemselves = defineClaim({
  id: 'HOOK-01',
  title: 'Alerts prove who sent them',
  statement:
    'An alert is read only if its delivery proves itself: by a signature over its exact bytes, or, for senders that cannot sign, by a secret in a header or in the address. Where a time is signed, it is taken within five minutes (AWS: one hour). All others get one answer, whether the endpoint exists or not.',
  scope: { flows: ['webhooks'], data: ['alerts as they arrive'] },
  doesNotShow: [
    'That every way is as strong. A secret in a header or in the address does not cover the body: whoever reads one request can send others. It is the weaker way, and the page of each source says which one it uses.',
    'That whoever holds the secret is the sender: it lies with the sender too, and in the hands of whoever set it up.',
    'Freshness where the sender signs no time: a repeated delivery is known by its id or its body, not by its age.',
  ],
  class: 'tested',
  checks: [
    {
      id: 'hooks.signatures',
      kind: 'test',
      ref: 'lib/pipeline/verify/senders.test.ts',
      method:
        'Signs deliveries by the rule of each sender, then changes body, signature, time and secret in twelve ways.',
      command: 'npx vitest run lib/pipeline/verify',
      ttlDays: 3,
      minPopulation: 40,
      negativeControl: 'The delivery that was not changed passes in the same run.',
    },
    {
      id: 'hooks.door',
      kind: 'test',
      ref: 'lib/hook-senders.test.ts',
      method:
        'Sends to a source of every kind through the real door, with the right secret, a wrong one, none, and to nowhere.',
      command: 'npx vitest run lib/hook-senders.test.ts',
      ttlDays: 3,
      minPopulation: 40,
      negativeControl:
        'Each source takes the delivery that proves itself, so that a door that refuses everything is noticed.',
    },
  ],
  independence: 'reproducible',
  owner: 'engineering',
  reviewBy: '2027-02-20',
  planned: null,
})
