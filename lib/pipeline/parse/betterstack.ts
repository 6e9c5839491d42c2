import { buildAlert, linkTo, piece } from './build-alert.ts'
import { looksLikeLog } from './find-evidence.ts'
import { statusOf } from './grade.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertStatus, NormalizedAlert } from './normalized-alert.ts'
import { at, firstText, isObject, type Json, type JsonObject, textOf } from './read-json.ts'

/**
 * Better Stack: incidents of Uptime and errors, as JSON:API resources. Monitors that are made or changed come to the same
 * address and are no alerts. betterstack.com, "Outgoing webhooks".
 */
export const parseBetterstack = jsonParser('betterstack', (json) => {
  const data = at(json, 'data')
  const type = textOf(at(data, 'type'), 40)
  const attributes = at(data, 'attributes')
  if (!isObject(data) || !isObject(attributes) || type === undefined) return undefined
  const event = textOf(at(json, 'event'), 40) ?? textOf(attributes.event, 40) ?? ''
  if (type === 'incident') return { kind: 'alerts', alerts: [alertOfIncident(data, attributes, event)] }
  if (type === 'error') return { kind: 'alerts', alerts: [alertOfError(data, attributes, event)] }
  return { kind: 'ignored', why: 'other_event' }
})

function alertOfIncident(data: JsonObject, attributes: JsonObject, event: string): NormalizedAlert {
  const cause = textOf(attributes.cause, 4_000)
  const answer = textOf(attributes.response_content, 20_000)
  const watched = textOf(attributes.url, 2_000)
  return buildAlert('betterstack', {
    key: textOf(data.id),
    status: statusOfIncident(event, attributes),
    rawSeverity: firstText(attributes, ['severity', 'priority', 'urgency']),
    title: firstText(attributes, ['name']) ?? cause,
    summary: cause,
    service: firstText(attributes, ['service', 'team_name']) ?? hostOf(watched) ?? textOf(attributes.name),
    startedAt: attributes.started_at,
    endedAt: attributes.resolved_at,
    links: [
      linkTo('alert', firstText(attributes, ['incident_url', 'origin_url'], 2_000)),
      linkTo('logs', attributes.response_url),
      linkTo('dashboard', watched),
      linkTo('dashboard', attributes.screenshot_url),
    ],
    labels: {
      event,
      monitor: at(data, 'relationships', 'monitor', 'data', 'id') ?? null,
      method: attributes.http_method ?? null,
      url: attributes.url ?? null,
    },
    evidence: [
      piece('text', cause),
      answer === undefined ? undefined : piece(looksLikeLog(answer) ? 'log' : 'text', answer),
    ],
  })
}

function alertOfError(data: JsonObject, attributes: JsonObject, event: string): NormalizedAlert {
  const said = firstText(attributes, ['error_message'], 4_000)
  const named = [firstText(attributes, ['error_type']), said].filter((part) => part !== undefined).join(': ')
  const place = [firstText(attributes, ['call_site_file']), firstText(attributes, ['call_site_line'])]
    .filter(Boolean)
    .join(':')
  const caller = firstText(attributes, ['call_site_function'])
  const frame =
    caller === undefined && place === '' ? undefined : `    at ${caller ?? '?'}${place === '' ? '' : ` (${place})`}`
  return buildAlert('betterstack', {
    key: textOf(data.id),
    status: /resolved/.test(event) ? 'resolved' : /ignored/.test(event) ? 'info' : 'firing',
    rawSeverity: firstText(attributes, ['level', 'severity']) ?? 'error',
    title: named || firstText(attributes, ['name', 'title']),
    summary: said,
    service: firstText(attributes, ['application_name', 'application', 'service']),
    environment: firstText(attributes, ['environment', 'release_stage']),
    startedAt: attributes.first_seen_at ?? attributes.started_at ?? attributes.occurred_at,
    endedAt: attributes.resolved_at,
    links: [linkTo('alert', firstText(attributes, ['error_url', 'url'], 2_000))],
    labels: { event },
    evidence: [
      piece('stack', [named, frame].filter(Boolean).join('\n')),
      piece('stack', textOf(attributes.stacktrace, 200_000)),
    ],
  })
}

/** What happened beats the times, which older events of the same incident do not have yet. */
function statusOfIncident(event: string, attributes: JsonObject): AlertStatus {
  const said = statusOf(event) ?? statusOf(textOf(attributes.status))
  if (said) return said
  if (isTime(attributes.resolved_at)) return 'resolved'
  return isTime(attributes.acknowledged_at) ? 'acknowledged' : 'firing'
}

const isTime = (value: Json | undefined): boolean => textOf(value) !== undefined

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname || undefined : undefined
}
