import { Webhook } from 'standardwebhooks'

/** The three headers of a Standard Webhooks sender, signed by the library that real senders use. `secret`: `whsec_...`. */
export function standardHeaders(secret: string, { id, at, body }: { id: string; at: Date; body: string }) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}
