import { findEvidence } from './find-evidence.ts'
import { severityOf } from './grade.ts'
import { parseShape } from './json-parser.ts'
import type { AlertStatus, NormalizedAlert, Parser } from './normalized-alert.ts'
import { parseBody } from './read-body.ts'
import { at, firstText, isObject, itemsOf, type Json, lineOf, textOf, timeOf, urlOf } from './read-json.ts'

/**
 * PagerDuty Webhooks v3: one event per body, `event.{id, event_type, occurred_at, data}`. An incident carries no log text:
 * what triggered it must be asked for (`fetchMore`). Events about anything but an incident itself are ignored.
 */
export const parsePagerduty: Parser = (body, headers) => {
  const json = parseBody(body)
  if (json === undefined) return { kind: 'invalid', issues: [body.trim() === '' ? 'empty' : 'not_json'] }
  const event = at(json, 'event')
  const type = textOf(at(event, 'event_type'), 80) ?? ''
  if (type === 'pagey.ping') return { kind: 'handshake', action: 'ping' }
  const data = incidentOf(json)
  const older = alertsOfMessages(json)
  if (older.length > 0) return { kind: 'alerts', alerts: older }
  if (!isObject(event) && !data)
    return isObject(json) ? parseShape(json, 'pagerduty') : { kind: 'invalid', issues: ['no_event'] }
  if (!data) return { kind: 'ignored', why: type.startsWith('incident.') ? 'not_the_incident' : 'other_event' }
  const alert = alertOf(data, event, type)
  if (!alert) return { kind: 'invalid', issues: ['no_incident_id'] }
  const deliveryId = textOf(headers['x-webhook-id'] ?? at(event, 'id'), 255)
  return { kind: 'alerts', ...(deliveryId === undefined ? {} : { deliveryId }), alerts: [alert] }
}

/** `event.data` of an event, or an incident by itself as the REST API answers it. */
function incidentOf(json: Json): Json | undefined {
  const isIncident = (value: Json | undefined) => at(value, 'type') === 'incident'
  return [at(json, 'event', 'data'), at(json, 'incident'), json].find(isIncident)
}

function alertOf(data: Json, event: Json | undefined, type: string): NormalizedAlert | undefined {
  const id = textOf(at(data, 'id'), 80)
  const alertKey = id ?? textOf(at(data, 'incident_key'), 200)
  if (alertKey === undefined) return undefined
  const status = statusOf(type, textOf(at(data, 'status'), 40))
  const priority = lineOf(textOf(at(data, 'priority', 'summary'), 80))
  const urgency = textOf(at(data, 'urgency'), 40)
  const service = lineOf(textOf(at(data, 'service', 'summary'), 200))
  const reopened = timeOf(at(data, 'reopened_at'))
  const occurred = timeOf(at(event, 'occurred_at'))
  const startedAt = timeOf(at(data, 'created_at')) ?? (type === 'incident.triggered' ? occurred : undefined)
  const rawSeverity = priority ?? urgency
  const url = urlOf(at(data, 'html_url'))
  return {
    source: 'pagerduty',
    alertKey,
    keyed: true,
    ...(reopened === undefined ? {} : { cycleKey: reopened }),
    status,
    severity: gradeOf(priority, urgency),
    ...(rawSeverity === undefined ? {} : { rawSeverity }),
    title: lineOf(textOf(at(data, 'title'))) ?? lineOf(textOf(at(data, 'summary'))) ?? `Incident ${alertKey}`,
    ...(service === undefined ? {} : { service }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(status === 'resolved' && occurred !== undefined ? { endedAt: occurred } : {}),
    links: url === undefined ? [] : [{ rel: 'alert', url }],
    labels: labelsOf(data, type),
    evidence: findEvidence(at(data, 'body') ?? null),
    ...(id === undefined ? {} : { fetchMore: { kind: 'pagerduty_alerts', ref: { incident: id } } }),
  }
}

/** Webhooks 1 and 2, which some accounts still send: a list of messages, each with its incident. */
function alertsOfMessages(json: Json): NormalizedAlert[] {
  return itemsOf(at(json, 'messages'), 100).flatMap((message) => {
    const incident = [at(message, 'incident'), at(message, 'data', 'incident')].find(isObject)
    if (!incident) return []
    const type = (firstText(message, ['event', 'type']) ?? '')
      .replace(/trigger$/, 'triggered')
      .replace(/(acknowledge|resolve)$/, '$1d')
    const like = {
      ...incident,
      title:
        firstText(incident, ['title', 'description']) ??
        textOf(at(incident, 'trigger_summary_data', 'subject')) ??
        null,
      service: { summary: firstText(incident.service, ['summary', 'name']) ?? null },
      created_at: incident.created_at ?? incident.created_on ?? null,
    }
    return alertOf(like, { occurred_at: at(message, 'created_on') ?? null }, type) ?? []
  })
}

/** What the event says happened beats the state in its data: the data can be older than the event. */
function statusOf(type: string, state: string | undefined): AlertStatus {
  if (type === 'incident.resolved') return 'resolved'
  if (type === 'incident.acknowledged') return 'acknowledged'
  if (/^incident\.(triggered|reopened|unacknowledged)$/.test(type)) return 'firing'
  return state === 'resolved' || state === 'acknowledged' ? state : 'firing'
}

/** A priority is the customer's own word for severity; urgency has two values and says less. */
function gradeOf(priority: string | undefined, urgency: string | undefined): NormalizedAlert['severity'] {
  const graded = severityOf(priority)
  if (graded !== 'unknown') return graded
  return urgency === 'high' ? 'high' : urgency === 'low' ? 'low' : 'unknown'
}

function labelsOf(data: Json, type: string): Record<string, string> {
  const pairs: [string, Json | undefined][] = [
    ['event_type', type],
    ['number', at(data, 'number')],
    ['urgency', at(data, 'urgency')],
    ['escalation_policy', at(data, 'escalation_policy', 'summary')],
    ['incident_type', at(data, 'incident_type', 'name')],
  ]
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => {
      const text = textOf(value, 200)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}
