import { defineClaims } from '../define-claims.ts'

const IN = { flows: ['webhooks'], data: ['alerts as they arrive'] }
const OUT = { flows: ['channels', 'webhooks', 'models'], data: ['what leaves the server'] }

export const hooksClaims = defineClaims([
  {
    id: 'HOOK-01',
    title: 'Alerts prove who sent them',
    says: 'An alert is read if its signature fits its exact bytes. {ways} changes of signed deliveries of {senders} senders were refused.',
    limits: [
      'Some senders cannot sign. They prove themselves by a secret in a header or in the address, which does not cover the body: the weaker way. The page of each source says which one it uses.',
      'That whoever holds the secret is the sender: it lies with the sender too, and in the hands of whoever set it up.',
    ],
    ...IN,
    checks: [
      {
        id: 'hooks.mutations',
        does: 'Signs deliveries by the rule of each sender, then changes body, signature and secret in twelve ways.',
        breaks: 'One changed delivery counts as good.',
        least: 30,
      },
    ],
    maps: { asvs: ['V4.1.5'], ccm: ['DSP-10'], nist: ['SC-8(1)', 'SC-23'] },
  },
  {
    id: 'HOOK-02',
    title: 'Old deliveries are refused',
    says: 'Where a sender signs the time, a delivery is taken within {minutes} minutes of it, either way.',
    limits: [
      'Where the sender signs no time, a repeated delivery is known by its id or its body, not by its age.',
      'AWS signs a time of its own and is given an hour.',
    ],
    ...IN,
    checks: [
      {
        id: 'hooks.clock',
        does: 'Sends signed deliveries of now, of the past and of the future to a running server.',
        breaks: 'An old one counts as taken.',
        least: 3,
      },
    ],
    maps: { nist: ['SC-23'] },
  },
  {
    id: 'HOOK-03',
    title: 'One answer for all that is wrong',
    says: 'A wrong signature, an endpoint that does not exist and a malformed address get the same answer, word for word.',
    limits: ['The words are compared here, not the time that an answer takes.'],
    ...IN,
    checks: [
      {
        id: 'hooks.one-answer',
        does: 'Sends each of them to a running server and compares the answers.',
        breaks: 'One answer is changed to another code.',
        least: 3,
      },
    ],
    maps: { asvs: ['V16.5.1'], nist: ['SI-11'] },
  },
  {
    id: 'HOOK-04',
    title: 'A delivery counts once',
    says: 'A delivery that a sender repeats is recorded once.',
    limits: ['A sender that gives a repeated delivery another id and another body has sent something new.'],
    ...IN,
    checks: [
      {
        id: 'hooks.once',
        does: 'Sends the same delivery several times to a running server and counts the rows.',
        breaks: 'The count is doubled.',
        least: 4,
      },
    ],
    maps: { nist: ['SC-23', 'SI-7'] },
  },
  {
    id: 'HOOK-05',
    title: 'Secrets are replaced without a gap',
    says: 'When a signing secret is replaced, the old one works until its overlap ends, and not a moment longer.',
    limits: ['Who knows the old secret can use it during the overlap. It can be set to none.'],
    ...IN,
    checks: [
      {
        id: 'hooks.overlap',
        does: 'Replaces a secret on a running server, sends with both, ends the overlap, and sends again.',
        breaks: 'The old secret counts as working afterwards.',
        least: 3,
      },
    ],
    maps: { asvs: ['V13.3.4'], ccm: ['CEK-12'], nist: ['SC-12'] },
  },
  {
    id: 'HOOK-06',
    title: 'Signatures are compared in constant time',
    says: 'Signatures are compared by a function whose time does not depend on where they differ.',
    limits: ['It is a reading of our own source. Time is not measured here.'],
    class: 'derived',
    ...IN,
    checks: [
      {
        id: 'hooks.constant-time',
        does: 'Reads the source of the verifiers and looks for a plain comparison.',
        breaks: 'A plain comparison is written into one file.',
        least: 8,
      },
    ],
    maps: { asvs: ['V11.2.4'], nist: ['SC-13'] },
  },
  {
    id: 'OUT-01',
    title: 'Private addresses are out of reach',
    says: 'Private, local and metadata addresses count as closed in every notation, also inside other address families.',
    limits: [
      'An operator can open single local addresses for their own network; the server prints them when it starts.',
    ],
    ...OUT,
    checks: [
      {
        id: 'hooks.private-ranges',
        does: 'Asks the guard about addresses of every closed range.',
        breaks: 'One of them counts as public.',
        least: 15,
      },
    ],
    maps: { asvs: ['V1.3.6'], ccm: ['IVS-03'], nist: ['SC-7'] },
  },
  {
    id: 'OUT-02',
    title: 'Addresses of others go through one way out',
    says: 'A connection to an address that a customer or an alert has chosen is refused before anything is sent, if it is not https or leads to a closed address.',
    limits: ['Addresses that the operator sets, such as the mail server, do not take this way.'],
    ...OUT,
    checks: [
      {
        id: 'hooks.way-out',
        does: 'Tries to connect to closed addresses and without https.',
        breaks: 'One attempt counts as made.',
        least: 6,
      },
    ],
    maps: { asvs: ['V1.3.6', 'V13.2.4'], nist: ['SC-7', 'AC-4'] },
  },
  {
    id: 'OUT-03',
    title: 'Exports cannot compute',
    says: 'A cell of an exported table that a spreadsheet could take for a formula is written as text.',
    limits: ['Programs that take other signs for a formula than the ones we know are not covered.'],
    flows: ['exports'],
    data: ['tables'],
    checks: [
      {
        id: 'hooks.formulas',
        does: 'Writes cells that begin like a formula, with blanks and wide signs before it.',
        breaks: 'One cell is written as it is.',
        least: 8,
      },
    ],
    maps: { asvs: ['V1.2.10'], nist: ['SI-15'] },
  },
])
