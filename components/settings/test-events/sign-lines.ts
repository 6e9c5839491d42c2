/** Lines of a POSIX shell that sign `$BODY` with `$LETHE_SECRET`. */

/** HMAC-SHA-256 in hex, key = the secret's text. */
export const HEX_SIGNATURE = [
  `SIGNATURE=$(printf '%s' "$BODY" | openssl dgst -sha256 -hmac "$LETHE_SECRET" | awk '{print $NF}')`,
]

/** Standard Webhooks 1.0.0: base64 over id, time and body, key = the base64 after whsec_. */
export const STANDARD_SIGNATURE = [
  'ID="test-$NOW" TIME=$(date +%s)',
  "KEY=$(printf '%s' \"$LETHE_SECRET\" | sed 's/^whsec_//' | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')",
  'SIGNATURE=$(printf \'%s\' "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)',
]
export const STANDARD_HEADERS = ['webhook-id: $ID', 'webhook-timestamp: $TIME', 'webhook-signature: v1,$SIGNATURE']
