import type { TestEvent } from '../test-event.ts'
import { LOGGED_ALERT, LOGGED_ALERT_EXPECT } from './logged-alert.ts'

export const GENERIC: TestEvent = {
  expect: LOGGED_ALERT_EXPECT,
  body: JSON.stringify(LOGGED_ALERT),
  sign: [`SIGNATURE=$(printf '%s' "$BODY" | openssl dgst -sha256 -hmac "$LETHE_SECRET" | awk '{print $NF}')`],
  headers: ['{header}: sha256=$SIGNATURE'],
}
