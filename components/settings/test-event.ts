import type { SourceKind } from '#lib/pipeline/parse/normalized-alert.ts'
import type { Proof } from '#lib/source-kinds/source-facts.ts'
import { GENERIC } from './test-events/generic.ts'
import { PAGERDUTY } from './test-events/pagerduty.ts'
import { STANDARD } from './test-events/standard.ts'

/** A harmless event as a sender would send it. A new one is a file in `test-events/` and a line below. */
export interface TestEvent {
  /** What will be seen when it has arrived, in a sentence. */
  expect: string
  /** JSON without single quotes; `$NOW` becomes the time when the command runs, ISO 8601 in UTC to the second. */
  body: string
  /** Lines of a POSIX shell that sign `$BODY` with `$LETHE_SECRET`, and the headers that carry the signature. */
  sign: readonly string[]
  /** `{header}` is the name that the source's settings give. */
  headers: readonly string[]
}

const TEST_EVENTS: Readonly<Partial<Record<SourceKind, TestEvent>>> = {
  pagerduty: PAGERDUTY,
  standard: STANDARD,
  generic: GENERIC,
}

/** Undefined for a kind without one. What only compares a secret is not signed. */
export function testEventOf(kind: string, proof: Proof): TestEvent | undefined {
  const event = Object.hasOwn(TEST_EVENTS, kind) ? TEST_EVENTS[kind as SourceKind] : undefined
  if (!event || proof === 'signature') return event
  return { ...event, sign: [], headers: proof === 'token' ? ['authorization: Bearer $LETHE_SECRET'] : [] }
}
