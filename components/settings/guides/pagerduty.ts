import type { SourceGuide } from '../source-guide.ts'

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

/** PagerDuty Webhooks v3. developer.pagerduty.com, "Webhooks overview" and "Verifying signatures". */
export const PAGERDUTY: SourceGuide = {
  name: 'PagerDuty',
  lead: 'Incidents, by webhook v3. The details behind them are fetched with a read-only API key.',
  proof: 'signed',
  secret: {
    madeBy: 'sender',
    name: 'Signing secret',
    help: 'PagerDuty shows it once, when the webhook has been added.',
  },
  token: {
    name: 'Read-only API key',
    help: 'About 20 characters. It is sealed, is never shown again, and goes to the address below and nowhere else.',
    apis: ['https://api.pagerduty.com', 'https://api.eu.pagerduty.com'],
  },
  steps: [
    { text: 'In PagerDuty open “Integrations”, then “Generic Webhooks (v3)”, and press “New Webhook”.' },
    {
      text: 'Paste this address as “Webhook URL”.',
      copy: { label: 'Webhook URL', text: ({ endpoint }) => endpoint },
    },
    {
      text: 'As “Scope” choose the service, team or account that Lethe shall read. Of the events keep incident.triggered, incident.reopened, incident.unacknowledged and incident.resolved; others are ignored.',
    },
    {
      text: 'Press “Add Webhook”. PagerDuty now shows its signing secret, once. Paste it here.',
      form: 'secret',
    },
    {
      text: 'PagerDuty’s events carry no log text. Under “Integrations”, “API Access Keys” make a read-only key and paste it here: Lethe then fetches the alert behind each incident. Without it an analysis ends inconclusive and asks for the logs.',
      form: 'token',
    },
  ],
  test: {
    expect:
      'An incident of the service “checkout” arrives. PagerDuty does not know it, so its analysis is inconclusive and asks for logs.',
    body: JSON.stringify(incident),
    sign: [`SIGNATURE=$(printf '%s' "$BODY" | openssl dgst -sha256 -hmac "$LETHE_SECRET" | awk '{print $NF}')`],
    headers: ['x-pagerduty-signature: v1=$SIGNATURE'],
  },
}
