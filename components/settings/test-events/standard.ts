import type { TestEvent } from '../test-event.ts'
import { LOGGED_ALERT, LOGGED_ALERT_EXPECT } from './logged-alert.ts'

export const STANDARD: TestEvent = {
  expect: LOGGED_ALERT_EXPECT,
  body: JSON.stringify({ type: 'alert.firing', timestamp: '$NOW', data: LOGGED_ALERT }),
  sign: [
    'ID="test-$NOW" TIME=$(date +%s)',
    "KEY=$(printf '%s' \"$LETHE_SECRET\" | sed 's/^whsec_//' | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')",
    'SIGNATURE=$(printf \'%s\' "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)',
  ],
  headers: ['webhook-id: $ID', 'webhook-timestamp: $TIME', 'webhook-signature: v1,$SIGNATURE'],
}
