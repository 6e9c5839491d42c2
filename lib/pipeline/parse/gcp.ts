import { buildAlert, linkTo, piece, runbookIn } from './build-alert.ts'
import { looksLikeLog } from './find-evidence.ts'
import { alertOfText } from './generic.ts'
import { statusOf } from './grade.ts'
import { jsonParser, parseShape } from './json-parser.ts'
import type { NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, parseJson, textOf } from './read-json.ts'

/**
 * Google Cloud Monitoring's notifications, version 1.2 and older: one incident a body, the same id when it opens and closes.
 * cloud.google.com, "Notification channels: schema". By way of Pub/Sub the same stands in the message of a push subscription, as
 * base64; another message of that topic (an entry of a log sink) is read by the names that most senders use.
 */
export const parseGcp = jsonParser('gcp', (json) => {
  const pushed = readPushed(json)
  if (!pushed) return ofIncident(json)
  const deliveryId = firstText(pushed.message, ['messageId', 'message_id'], 255)
  const result = ofIncident(pushed.content) ?? ofContent(pushed.content)
  return result.kind === 'alerts' && deliveryId !== undefined ? { ...result, deliveryId } : result
})

function ofIncident(json: Json): ParseResult | undefined {
  const incident = at(json, 'incident')
  return isObject(incident) ? { kind: 'alerts', alerts: [alertOf(incident)] } : undefined
}

const ofContent = (content: Json): ParseResult =>
  typeof content === 'string' ? { kind: 'alerts', alerts: [alertOfText(content, 'gcp')] } : parseShape(content, 'gcp')

/** `{message: {data, messageId, ...}, subscription}`; undefined for what is none, or carries no data. */
function readPushed(json: Json): { message: JsonObject; content: Json } | undefined {
  const message = at(json, 'message')
  const data = at(message, 'data')
  if (!isObject(message) || typeof data !== 'string' || at(json, 'subscription') === undefined) return undefined
  const text = decoded(data)
  return text === undefined || text.trim() === '' ? undefined : { message, content: parseJson(text) ?? text }
}

function decoded(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return undefined
  }
}

function alertOf(incident: JsonObject): NormalizedAlert {
  const resource = labelsAt(incident, 'resource')
  const metric = labelsAt(incident, 'metric')
  const own = isObject(incident.policy_user_labels) ? incident.policy_user_labels : {}
  const guide = textOf(at(incident.documentation, 'content'), 20_000)
  const summary = firstText(incident, ['summary'], 4_000)
  const rawSeverity = firstText(incident, ['severity']) ?? firstText(own, ['severity', 'priority'])
  return buildAlert('gcp', {
    key: firstText(incident, ['incident_id']),
    status: statusOf(textOf(incident.state)) ?? 'firing',
    rawSeverity,
    title:
      firstText(incident, ['policy_name', 'condition_name']) ??
      textOf(at(incident.documentation, 'subject')) ??
      summary,
    summary,
    service: serviceOf(incident, resource, own),
    environment: firstText(own, ['environment', 'env']) ?? firstText(resource, ['cluster_name', 'project_id']),
    startedAt: incident.started_at,
    endedAt: incident.ended_at,
    links: [
      linkTo('alert', incident.url),
      ...itemsOf(at(incident.documentation, 'links'), 10).map((link) => linkTo('runbook', at(link, 'url'))),
      runbookIn(guide),
    ],
    labels: { ...resource, ...metric, ...own, condition: incident.condition_name ?? null },
    evidence: [
      piece('text', summary),
      ...logLabels(metric),
      guide === undefined ? undefined : piece(looksLikeLog(guide) ? 'log' : 'text', guide),
      piece('metric', metricLine(incident)),
    ],
  })
}

function serviceOf(incident: JsonObject, resource: JsonObject, own: JsonObject): string | undefined {
  const names = [
    'service_name',
    'function_name',
    'container_name',
    'database_id',
    'module_id',
    'instance_name',
    'pod_name',
    'host',
  ]
  const displayed = firstText(incident, ['resource_display_name', 'resource_type_display_name', 'resource_name'])
  return (
    firstText(own, ['service', 'app']) ??
    firstText(resource, names) ??
    firstText(labelsAt(incident, 'metric'), ['instance_name']) ??
    displayed ??
    firstText(resource, ['instance_id']) ??
    textOf(at(incident.resource, 'type'))
  )
}

/** A policy on log lines may take pieces of them along, as labels of its own. */
function logLabels(metric: JsonObject): ReturnType<typeof piece>[] {
  return Object.entries(metric).map(([name, value]) =>
    /log|message|error|text/i.test(name) ? piece('log', value) : undefined,
  )
}

function metricLine(incident: JsonObject): string {
  const name = textOf(at(incident.metric, 'displayName')) ?? textOf(at(incident.metric, 'type'))
  const observed = textOf(incident.observed_value)
  const threshold = textOf(incident.threshold_value)
  const filter = Object.values(isObject(incident.condition) ? incident.condition : {}).map((value) =>
    textOf(at(value, 'filter'), 1_000),
  )
  return [name, observed && `observed ${observed}`, threshold && `threshold ${threshold}`, ...filter]
    .filter(Boolean)
    .join(', ')
}

function labelsAt(incident: JsonObject, name: string): JsonObject {
  const labels = at(incident, name, 'labels')
  return isObject(labels) ? labels : {}
}
