import { buildAlert, linkTo, piece } from './build-alert.ts'
import { looksLikeLog } from './find-evidence.ts'
import { statusOf } from './grade.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertStatus, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, textOf } from './read-json.ts'

/**
 * incident.io: `{event_type, [event_type]: {...}}`, the data under a key named like the type. Private events carry an id and
 * nothing else. docs.incident.io, "Webhooks".
 */
export const parseIncidentio = jsonParser('incidentio', (json, headers) => {
  const type = textOf(at(json, 'event_type'), 200)
  if (type === undefined) return undefined
  if (type.startsWith('private_')) return { kind: 'ignored', why: 'private' }
  const data = at(json, type)
  if (!isObject(data)) return undefined
  const alert = alertIn(type, data)
  if (!alert) return { kind: 'ignored', why: 'other_event' }
  const deliveryId = textOf(headers['webhook-id'], 255)
  return { kind: 'alerts', ...(deliveryId === undefined ? {} : { deliveryId }), alerts: [alert] } satisfies ParseResult
})

function alertIn(type: string, data: JsonObject): NormalizedAlert | undefined {
  if (/\.alert_/.test(type)) return alertOf(data)
  // An update wraps the incident in what changed.
  const incident = isObject(data.incident) ? data.incident : data
  return /\.incident_/.test(type) ? alertOfIncident(incident, data) : undefined
}

function alertOf(data: JsonObject): NormalizedAlert {
  const attributes = attributesOf(data.attributes)
  const description = textOf(data.description, 200_000)
  const rawSeverity = attribute(attributes, /^(severity|priority|urgency)$/i)
  return buildAlert('incidentio', {
    key: firstText(data, ['deduplication_key', 'id']),
    cycle: firstText(data, ['id']),
    status: statusOf(textOf(data.status)) ?? 'firing',
    rawSeverity,
    title: firstText(data, ['title']),
    summary: description,
    service: attribute(attributes, /^(service|component|app(lication)?)$/i),
    environment: attribute(attributes, /^env(ironment)?$/i),
    startedAt: data.created_at,
    endedAt: data.resolved_at,
    links: [
      linkTo('alert', data.source_url),
      ...Object.entries(attributes).map(([name, value]) => linkTo(relOf(name), value)),
    ],
    labels: attributes,
    evidence: [description === undefined ? undefined : piece(looksLikeLog(description) ? 'log' : 'text', description)],
  })
}

function alertOfIncident(incident: JsonObject, around: JsonObject): NormalizedAlert {
  const summary = firstText(incident, ['summary'], 20_000) ?? firstText(around, ['message'], 20_000)
  const status = at(incident, 'incident_status') ?? at(around, 'new_status')
  return buildAlert('incidentio', {
    key: firstText(incident, ['id', 'reference']),
    status: statusOfIncident(textOf(at(status, 'category')) ?? textOf(incident.status)),
    rawSeverity: textOf(at(incident, 'severity', 'name')),
    title: firstText(incident, ['name', 'reference']),
    summary,
    startedAt: incident.created_at,
    endedAt: incident.updated_at,
    links: [linkTo('alert', incident.permalink)],
    labels: {
      reference: incident.reference ?? null,
      type: at(incident, 'incident_type', 'name') ?? null,
      status: at(status, 'name') ?? null,
    },
    evidence: [summary === undefined ? undefined : piece(looksLikeLog(summary) ? 'log' : 'text', summary)],
  })
}

/** Categories of incident.io's statuses; the statuses themselves are a customer's own. */
function statusOfIncident(category: string | undefined): AlertStatus {
  if (/^(closed|learning|post-incident|resolved)$/.test(category ?? '')) return 'resolved'
  return /^(declined|merged|canceled|cancelled|paused)$/.test(category ?? '') ? 'info' : 'firing'
}

function attributesOf(list: Json | undefined): Record<string, string> {
  const pairs = itemsOf(list).flatMap((item) => {
    const name = textOf(at(item, 'attribute', 'name'), 80)
    const value = at(item, 'value') ?? itemsOf(at(item, 'array_value'))[0]
    const text =
      textOf(at(value, 'label')) ??
      textOf(at(value, 'catalog_entry', 'name')) ??
      textOf(at(value, 'literal')) ??
      textOf(value)
    return name === undefined || text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(pairs)
}

const attribute = (attributes: Readonly<Record<string, string>>, name: RegExp): string | undefined =>
  Object.entries(attributes).find(([key]) => name.test(key))?.[1]

const relOf = (name: string) => (/runbook|playbook/i.test(name) ? 'runbook' : /log/i.test(name) ? 'logs' : 'dashboard')
