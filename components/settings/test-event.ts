import type { SourceKind } from '#lib/pipeline/parse/normalized-alert.ts'
import type { Proof } from '#lib/source-kinds/source-facts.ts'
import { GENERIC, GITHUB, GRAFANA, INCIDENTIO, PAGERDUTY, ROOTLY, SENTRY, STANDARD } from './test-events/signed.ts'
import { ALERTMANAGER, AZURE, BETTERSTACK, DATADOG, GCP, NEWRELIC, OPSGENIE } from './test-events/tokened.ts'

/** A harmless event as a sender would send it. A new one stands in `test-events/`, and in the table below. */
export interface TestEvent {
  /** What will be seen when it has arrived, in a sentence. */
  expect: string
  /** JSON as a here-document holds it: no backslash, no backtick; `$NOW` becomes the time when the command runs, ISO 8601 in UTC to the second. */
  body: string
  /** Lines of a POSIX shell that sign `$BODY` with `$LETHE_SECRET`, and the headers that carry the signature. */
  sign: readonly string[]
  /** `{header}` is the name that the source's settings give. */
  headers: readonly string[]
}

/** AWS signs with a key that nobody else has: there is no test event of it. */
const TEST_EVENTS: Readonly<Record<Exclude<SourceKind, 'cloudwatch'>, TestEvent>> = {
  alertmanager: ALERTMANAGER,
  azure: AZURE,
  betterstack: BETTERSTACK,
  datadog: DATADOG,
  gcp: GCP,
  generic: GENERIC,
  github: GITHUB,
  grafana: GRAFANA,
  incidentio: INCIDENTIO,
  newrelic: NEWRELIC,
  opsgenie: OPSGENIE,
  pagerduty: PAGERDUTY,
  rootly: ROOTLY,
  sentry: SENTRY,
  standard: STANDARD,
}

/** Undefined for a kind without one, and where a cloud signs: nobody else can. What only compares a secret is not signed. */
export function testEventOf(kind: string, proof: Proof): TestEvent | undefined {
  const event = Object.hasOwn(TEST_EVENTS, kind) ? TEST_EVENTS[kind as keyof typeof TEST_EVENTS] : undefined
  if (proof === 'identity') return undefined
  if (!event || proof === 'signature') return event
  return { ...event, sign: [], headers: proof === 'token' ? ['authorization: Bearer $LETHE_SECRET'] : [] }
}
