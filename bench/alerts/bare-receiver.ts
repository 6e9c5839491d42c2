import { createHmac, timingSafeEqual } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { acceptDelivery } from '../../lib/data/accepted-deliveries.ts'
import { unscopedTenantId } from '../../lib/data/unscoped.ts'

/**
 * What is left of the receiving path when everything but its two costs that nobody can save is taken away: a Node server that
 * checks the same HMAC and runs the same transaction. Its senders come as JSON in the environment, since it is another process.
 */
interface Known {
  endpoint: string
  tenantId: string
  secret: string
  sealedSecret: string
  keys: { jobKey: string; causeKey: string; looseKey: string; firing: string[] }
}
const known = new Map((JSON.parse(process.env.BARE_SENDERS ?? '[]') as Known[]).map((one) => [one.endpoint, one]))

const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  const sender = known.get(request.url ?? '')
  const header = (name: string) => String(request.headers[name] ?? '')
  if (!sender) return void response.writeHead(401).end()
  const key = Buffer.from(sender.secret.slice('whsec_'.length), 'base64')
  const wanted = createHmac('sha256', key)
    .update(`${header('webhook-id')}.${header('webhook-timestamp')}.`)
    .update(raw)
    .digest()
  const given = Buffer.from(header('webhook-signature').slice(3), 'base64')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return void response.writeHead(401).end()
  const taken = await acceptDelivery(
    unscopedTenantId(sender.tenantId),
    {
      ...sender.keys,
      ...{ sourceId: sender.endpoint.split('/').at(-1) ?? '', sealedSecret: sender.sealedSecret, settings: {} },
      deliveryKey: createHmac('sha256', 'bare').update(header('webhook-id')).digest('hex'),
      ...{ soft: false, full: false, ignoredFor: null, resolved: [] },
    },
    60,
  )
  const body = JSON.stringify({ accepted: taken.outcome !== 'busy' })
  response.writeHead(202, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
