import { buildAlert, linkTo, pairsOf, piece } from './build-alert.ts'
import { findEvidence, looksLikeLog } from './find-evidence.ts'
import { statusOf } from './grade.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertStatus, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, stringify, textOf } from './read-json.ts'

/** Rootly: `{event: {id, type, issued_at}, data}`, for alerts and incidents. docs.rootly.com, "Webhooks: event payloads". */
export const parseRootly = jsonParser('rootly', (json) => {
  const type = textOf(at(json, 'event', 'type'), 80)
  const data = at(json, 'data')
  if (type === undefined || !isObject(data)) return undefined
  const deliveryId = textOf(at(json, 'event', 'id'), 255)
  const of = (alert: NormalizedAlert): ParseResult => ({
    kind: 'alerts',
    ...(deliveryId === undefined ? {} : { deliveryId }),
    alerts: [alert],
  })
  if (type.startsWith('alert.')) return of(alertOf(data, type))
  // `incident.`, not `incident_post_mortem.` and the like.
  return /^incident\./.test(type) ? of(alertOfIncident(data, type)) : { kind: 'ignored', why: 'other_event' }
})

function alertOf(data: JsonObject, type: string): NormalizedAlert {
  const labels = pairsOf(data.labels)
  const upstream = isObject(data.data) || Array.isArray(data.data) ? data.data : null
  const said = firstText(data, ['description'], 20_000)
  return buildAlert('rootly', {
    key: firstText(data, ['external_id', 'id']),
    cycle: firstText(data, ['id']),
    status:
      isTime(data.ended_at) || /resolved|closed/.test(type) ? 'resolved' : (statusOf(textOf(data.status)) ?? 'firing'),
    rawSeverity: firstText(labels, ['severity', 'priority', 'urgency']) ?? urgencyOf(data),
    title: firstText(data, ['summary', 'title']),
    summary: said,
    service: firstText(labels, ['service', 'app']) ?? nameOf(data.services),
    environment: firstText(labels, ['environment', 'env']) ?? nameOf(data.environments),
    startedAt: data.started_at ?? data.created_at,
    endedAt: data.ended_at,
    links: [linkTo('alert', data.external_url), linkTo('alert', data.url)],
    labels: { ...labels, source: data.source ?? null },
    evidence: [
      ...findEvidence(upstream),
      said === undefined ? undefined : piece(looksLikeLog(said) ? 'log' : 'text', said),
      piece('json', upstream === null ? undefined : stringify(upstream)),
    ],
  })
}

function alertOfIncident(data: JsonObject, type: string): NormalizedAlert {
  const summary = firstText(data, ['summary', 'description'], 20_000)
  return buildAlert('rootly', {
    key: firstText(data, ['id', 'sequential_id', 'slug']),
    status: statusOfIncident(type, textOf(data.status)),
    rawSeverity: severityIn(data.severity) ?? urgencyOf(data),
    title: firstText(data, ['title', 'summary', 'slug']),
    summary,
    service: nameOf(data.services) ?? nameOf(data.functionalities),
    environment: nameOf(data.environments),
    startedAt: data.started_at ?? data.created_at,
    endedAt: data.resolved_at ?? data.updated_at,
    links: [linkTo('alert', data.url), linkTo('alert', data.short_url)],
    labels: { status: data.status ?? null, kind: data.kind ?? null },
    evidence: [summary === undefined ? undefined : piece(looksLikeLog(summary) ? 'log' : 'text', summary)],
  })
}

function statusOfIncident(type: string, status: string | undefined): AlertStatus {
  const word = status ?? type.split('.').at(-1) ?? ''
  if (/resolved|closed|completed/.test(word) || type === 'incident.resolved') return 'resolved'
  if (/cancel|deleted|scheduled/.test(word)) return 'info'
  return /acknowledged|mitigated/.test(word) ? 'acknowledged' : 'firing'
}

/** A word, or an object in one of three shapes. */
const severityIn = (value: Json | undefined): string | undefined =>
  textOf(value) ??
  firstText(value, ['severity', 'name', 'slug']) ??
  firstText(at(value, 'data', 'attributes') ?? at(value, 'attributes'), ['severity', 'name', 'slug'])

const urgencyOf = (data: JsonObject): string | undefined =>
  textOf(at(data, 'alert_urgency', 'name')) ?? firstText(data, ['severity', 'urgency'])

const nameOf = (list: Json | undefined): string | undefined => {
  const [first] = itemsOf(list, 1)
  return textOf(first) ?? firstText(first, ['name', 'slug']) ?? textOf(at(first, 'attributes', 'name'))
}

const isTime = (value: Json | undefined): boolean => textOf(value) !== undefined
