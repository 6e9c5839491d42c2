/**
 * How a kind of sender is set up, as data: the pages are drawn from it. A new kind is a file in `guides/` and a line in
 * `source-guides.ts`.
 */
export interface SourceGuide {
  /** The sender's own name. */
  name: string
  /** What it sends, in one sentence; stands in the list of senders. */
  lead: string
  proof: Proof
  secret: SecretGuide
  /** Where a webhook leaves out what an analysis needs, and the sender's API has it. */
  token?: TokenGuide
  /** In the order in which a person does them. */
  steps: readonly SetupStep[]
  test: TestEvent
}

/** How a delivery proves who sent it. */
export type Proof = 'signed_time' | 'signed' | 'header' | 'address'

export const PROOFS: Readonly<Record<Proof, { word: string; sentence: string }>> = {
  signed_time: {
    word: 'Signed, with time',
    sentence: 'Each delivery is signed together with its time: a changed, foreign or old one is refused.',
  },
  signed: {
    word: 'Signed',
    sentence:
      'Each delivery is signed: a changed or foreign one is refused. No time is signed; repeats are known by id.',
  },
  header: {
    word: 'Secret header · weaker',
    sentence: 'The sender does not sign. A secret goes along in a header: whoever reads one delivery can send others.',
  },
  address: {
    word: 'Secret address · weaker',
    sentence: 'The sender neither signs nor sets headers. The address itself is the secret: do not show it to anybody.',
  },
}

export interface SecretGuide {
  /** Who makes it: the sender shows its own once, or takes the one made here. */
  madeBy: 'sender' | 'lethe'
  /** As the sender's pages call it: "Signing secret". */
  name: string
  /** What it looks like, for a person who holds several. */
  help: string
}

export interface TokenGuide {
  /** As the sender's pages call it. */
  name: string
  help: string
  /** Origins that it may be for; the first is filled in. */
  apis: readonly [string, ...string[]]
}

export interface SetupFacts {
  /** Where the sender posts to. */
  endpoint: string
}

export interface SetupStep {
  /** What to do, in one to three sentences. Names of the sender's pages and buttons stand in “quotes”. */
  text: string
  /** What to paste there. */
  copy?: { label: string; text(facts: SetupFacts): string }
  /** The form of this page that belongs to the step. */
  form?: 'secret' | 'token'
}

/** A harmless event as this sender would send it. */
export interface TestEvent {
  /** What will be seen when it arrives, in a sentence. */
  expect: string
  /** JSON without single quotes; `$NOW` becomes the time, ISO 8601 in UTC to the second, when the command runs. */
  body: string
  /** Lines of a POSIX shell that sign `$BODY` with `$LETHE_SECRET`, and the headers that carry the signature. */
  sign: readonly string[]
  headers: readonly string[]
}
