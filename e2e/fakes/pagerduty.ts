import { createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakePagerduty {
  /** `127.0.0.1:port`, for LETHE_OUTBOUND_ALLOW. */
  host: string
  /** The API's origin, as a source's token is set up with. */
  api: string
  /** The one token that it takes. */
  token: string
  requests: readonly { method: string; path: string; authorization: string; accept: string }[]
  /** What the alerts of an incident hold under `body.details`. */
  setDetails(incident: string, ...details: unknown[]): void
  /** Statuses of the next answers, in order. */
  script(...statuses: number[]): void
  close(): Promise<void>
}

/** `GET /incidents/{id}/alerts` of PagerDuty's REST API v2 on loopback. */
export async function startFakePagerduty(token = `${'u+'}fake${'TokenOfNobody'}`): Promise<FakePagerduty> {
  const details = new Map<string, unknown[]>()
  const scripted: number[] = []
  const requests: { method: string; path: string; authorization: string; accept: string }[] = []
  const server = http.createServer((request, response) => {
    const { method = '', url: path = '' } = request
    const { authorization = '', accept = '' } = request.headers
    requests.push({ method, path, authorization, accept })
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const forced = scripted.shift()
    if (forced !== undefined) return answer(forced, { error: { message: 'scripted' } })
    if (authorization !== `Token token=${token}`) return answer(401, { error: { message: 'Unauthorized' } })
    const incident = /^\/incidents\/([A-Z0-9]+)\/alerts(\?|$)/.exec(path)?.[1] ?? ''
    const found = details.get(incident)
    if (!found) return answer(404, { error: { message: 'Not Found' } })
    const alerts = found.map((given, index) => ({
      id: `A${index}`,
      type: 'alert',
      body: { type: 'alert_body', details: given },
    }))
    return answer(200, { alerts, limit: 20, offset: 0, more: false })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    api: `http://${host}`,
    token,
    requests,
    setDetails: (incident, ...given) => void details.set(incident, given),
    script: (...statuses) => void scripted.push(...statuses),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The body of an event as PagerDuty sends it, and its signature. */
export function pagerdutyEvent(
  secret: string,
  incident: { id: string; title: string; service?: string; status?: string },
  type = 'incident.triggered',
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({
    event: {
      id: `01${incident.id}${type}`,
      event_type: type,
      resource_type: 'incident',
      occurred_at: new Date().toISOString(),
      agent: null,
      client: null,
      data: {
        id: incident.id,
        type: 'incident',
        html_url: `https://shop.pagerduty.example/incidents/${incident.id}`,
        number: 7,
        status: incident.status ?? 'triggered',
        incident_key: `key-${incident.id}`,
        title: incident.title,
        service: { id: 'PS1', type: 'service_reference', summary: incident.service ?? 'checkout' },
        urgency: 'high',
        priority: null,
      },
    },
  })
  return { body, headers: { 'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}` } }
}
