import type { Kind, Regime } from './kinds.ts'
import { dayOf } from './mails.ts'

/** Texts to begin an answer with: filled for one request, changed by staff before anything is sent. What is in [brackets] is theirs. */

export interface Template {
  id: string
  name: string
  subject: string
  text: string
}

export interface Filled {
  id: string
  kind: Kind
  regime: Regime | null
  name: string
  dueAt: Date
}

export function templatesOf({ id, kind, regime, name, dueAt }: Filled): Template[] {
  const hello = name === '' ? 'Hello,' : `Hello ${name},`
  const made = TEXTS[kind].map(([template, title, subject, body]) => ({
    ...{ id: template, name: title, subject },
    text: [hello, ...body, `Your request has the number ${id}.`].join('\n\n').replaceAll('{due}', dayOf(dueAt)),
  }))
  return made.filter(
    ({ id: template }) => regime === null || !LAWS.some((law) => law !== regime && template.endsWith(law)),
  )
}

const LAWS = ['gdpr', 'ccpa'] as const
type Text = readonly [id: string, name: string, subject: string, body: readonly string[]]
const MORE: Text = [
  'more',
  'Ask for more',
  'A question about your request',
  ['To answer we need to know: [what is missing].', 'Please answer this mail.'],
]
const TEXTS: Readonly<Record<Kind, readonly Text[]>> = {
  architecture_review: [
    [
      'times',
      'Offer times',
      'Your review of the architecture',
      ['We can talk at [three times, with the zone].', 'The drawing for architects stands on our page of contacts.'],
    ],
    MORE,
  ],
  custom_terms: [
    [
      'answer',
      'Answer to clauses',
      'Your wishes for the agreement',
      ['We have read your wishes. [Clause by clause: agreed, agreed with other words, or not, and why.]'],
    ],
    [
      'as-is',
      'The text stands',
      'Your wishes for the agreement',
      ['We cannot change the text for one customer: [why]. It can be signed as it is on our page of the agreement.'],
    ],
    MORE,
  ],
  baa: [
    [
      'not-now',
      'Not offered now',
      'Your request for a business associate agreement',
      [
        'We do not offer one now: each firm that could see health information, the provider of a model included, would have to give us the same promise, and [which] has not.',
        'Please send us no health information.',
      ],
    ],
    [
      'offer',
      'Offer to talk',
      'Your request for a business associate agreement',
      ['Each firm that could see health information has given us the same promise: [list]. We can talk at [times].'],
    ],
    MORE,
  ],
  data_rights: [
    ['done', 'Done', 'Your request about your data', ['We have done it: [what was found and what was done].']],
    [
      'refused-gdpr',
      'Refused, GDPR',
      'Your request about your data',
      [
        'We cannot do this: [why].',
        'You may complain to the data protection authority where you live, or go to court (Art. 12(4) GDPR).',
      ],
    ],
    [
      'refused-ccpa',
      'Refused, CCPA',
      'Your request about your data',
      ['We cannot do this: [the law or the exception that it rests on].'],
    ],
    [
      'identity',
      'Ask who it is',
      'A question about your request',
      [
        'Before we hand out or delete something we must know that it is yours. Please [what].',
        'We answer by {due}. What you send for this is used for nothing else and deleted afterwards.',
      ],
    ],
  ],
  vulnerability: [
    [
      'arrived',
      'Arrived',
      'Your report of a weakness',
      [
        'Thank you. A person has read your report. We try to repeat it and tell you by [day] whether we could and how grave we think it is.',
        'Please keep it between us until it is mended.',
      ],
    ],
    [
      'accepted',
      'Accepted',
      'Your report of a weakness: we could repeat it',
      [
        'We could repeat it and think it is [severity], since [why].',
        'We aim to have it mended by [day], and tell you then.',
      ],
    ],
    [
      'invalid',
      'No weakness',
      'Your report of a weakness',
      ['We think this is no weakness: [why]. Tell us if we are wrong.'],
    ],
    [
      'mended',
      'Mended',
      'Your report of a weakness: it is mended',
      [
        'It is mended from version [version]. You are welcome to look again.',
        'We would like to publish it on [day]. Do you want to be named, and is the day right for you?',
      ],
    ],
    MORE,
  ],
}
