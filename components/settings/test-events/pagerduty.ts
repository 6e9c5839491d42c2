import type { TestEvent } from '../test-event.ts'

const incident = {
  event: {
    id: 'test-$NOW',
    event_type: 'incident.triggered',
    resource_type: 'incident',
    occurred_at: '$NOW',
    data: {
      id: 'LETHETEST',
      type: 'incident',
      status: 'triggered',
      title: 'Test event for Lethe: checkout answers with errors',
      urgency: 'low',
      // Makes every test an occurrence of its own; otherwise the second would join the first.
      reopened_at: '$NOW',
      service: { id: 'LETHETEST', type: 'service_reference', summary: 'checkout' },
    },
  },
}

export const PAGERDUTY: TestEvent = {
  expect:
    'An incident of the service “checkout” arrives. PagerDuty does not know it, so its analysis is inconclusive and asks for the logs.',
  body: JSON.stringify(incident),
  sign: [`SIGNATURE=$(printf '%s' "$BODY" | openssl dgst -sha256 -hmac "$LETHE_SECRET" | awk '{print $NF}')`],
  headers: ['x-pagerduty-signature: v1=$SIGNATURE'],
}
