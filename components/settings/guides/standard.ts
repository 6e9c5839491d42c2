import type { SourceGuide } from '../source-guide.ts'

const alert = {
  type: 'alert.firing',
  timestamp: '$NOW',
  data: {
    id: 'test-$NOW',
    title: 'Test event for Lethe: checkout answers with errors',
    severity: 'low',
    status: 'firing',
    service: 'checkout',
    logs: [
      '$NOW INFO  checkout-api GET /cart 200 in 14 ms',
      '$NOW ERROR checkout-api HikariPool-1 - Connection is not available, request timed out after 30001ms.',
      '$NOW ERROR checkout-api GET /cart 500 in 30004 ms',
    ],
  },
}

/** Standard Webhooks 1.0.0: one way of signing, many senders. standardwebhooks.com, specification. */
export const STANDARD: SourceGuide = {
  name: 'Standard Webhooks',
  lead: 'Any sender that signs as standardwebhooks.com describes, with a JSON body of its own.',
  proof: 'signed_time',
  secret: {
    madeBy: 'lethe',
    name: 'Signing secret',
    help: 'It begins with whsec_.',
  },
  steps: [
    {
      text: 'In the sender add an endpoint, or a webhook, with this address.',
      copy: { label: 'Endpoint', text: ({ endpoint }) => endpoint },
    },
    {
      text: 'Give the sender this signing secret. If the sender shows one of its own instead, paste that one here.',
      form: 'secret',
    },
    {
      text: 'Let the body say what is wrong under title, severity, status and service, and put log lines under logs. Other names that senders use are understood too. Without log lines an analysis ends inconclusive and asks for them.',
    },
  ],
  test: {
    expect: 'An alert of the service “checkout” with three log lines arrives and is analyzed.',
    body: JSON.stringify(alert),
    sign: [
      'ID="test-$NOW" TIME=$(date +%s)',
      "KEY=$(printf '%s' \"$LETHE_SECRET\" | sed 's/^whsec_//' | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')",
      'SIGNATURE=$(printf \'%s\' "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)',
    ],
    headers: ['webhook-id: $ID', 'webhook-timestamp: $TIME', 'webhook-signature: v1,$SIGNATURE'],
  },
}
