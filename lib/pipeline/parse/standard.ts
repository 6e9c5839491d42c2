import { alertsOf } from './generic.ts'
import type { Parser } from './normalized-alert.ts'
import { at, parseJson, textOf } from './read-json.ts'

/** Standard Webhooks: signed headers, and a body whose shape is the sender's own; the specification advises `{type, timestamp, data}`. */
export const parseStandard: Parser = (body, headers) => {
  const json = parseJson(body)
  if (json === undefined) return { kind: 'invalid', issues: [body.trim() === '' ? 'empty' : 'not_json'] }
  if (/(^|[._])ping$/.test(textOf(at(json, 'type')) ?? '')) return { kind: 'handshake', action: 'ping' }
  const deliveryId = textOf(headers['webhook-id'], 255)
  return { kind: 'alerts', ...(deliveryId === undefined ? {} : { deliveryId }), alerts: alertsOf(json, 'standard') }
}
