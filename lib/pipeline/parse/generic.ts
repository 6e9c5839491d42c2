import { findEvidence } from './find-evidence.ts'
import { severityOf, statusOf } from './grade.ts'
import type { AlertEvidence, AlertLink, LinkRel, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { parseBody } from './read-body.ts'
import { at, cut, firstText, isObject, type Json, lineOf, stringify, textOf, timeOf, urlOf } from './read-json.ts'

/** A body of unknown shape: names that most senders use, in the order of how much they say. What fits none is evidence. */

const MAX_ALERTS = 100
const MAX_LABELS = 50
const MAX_JSON_CHARS = 262_144

const LISTS = ['alerts', 'incidents', 'events']
const ENVELOPES = ['incident', 'alert', 'event', 'data', 'attributes', 'check_result', 'jsonPayload']

const TITLES = [
  ...['title', 'alert_name', 'alertName', 'alertname', 'headline', 'subject', 'rule_name', 'ruleName', 'check_name'],
  ...['monitor_name', 'name', 'summary', 'message', 'description', 'result_description', 'reason', 'textPayload'],
]
const SUMMARIES = ['summary', 'description', 'result_description', 'message', 'long_description', 'details']
const SEVERITIES = ['severity', 'level', 'priority', 'urgency', 'importance_level', 'importance', 'criticality']
const STATUSES = ['status', 'state', 'current_state', 'alert_status', 'action', 'transition', 'event_type', 'type']
const KEYS = [
  ...['fingerprint', 'dedup_key', 'dedupKey', 'deduplication_key', 'incident_key', 'alias', 'incident_id', 'alert_id'],
  ...['alertId', 'incidentId', 'check_id', 'ruleId', 'rule_id', 'id', 'key', 'event_id'],
]
const SERVICES = [
  'service',
  'service_name',
  'serviceName',
  'app',
  'application',
  'component',
  'job',
  'host',
  'hostname',
]
const ENVIRONMENTS = ['environment', 'env', 'stage', 'cluster']
const STARTS = [
  ...['started_at', 'startsAt', 'startedAt', 'triggered_at', 'triggeredAt', 'created_at', 'createdAt', 'occurred_at'],
  ...['state_changed_timestamp', 'timestamp', 'time', 'date'],
]
const ENDS = ['ended_at', 'endsAt', 'endedAt', 'resolved_at', 'resolvedAt', 'closed_at']
const LINKS: readonly [LinkRel, readonly string[]][] = [
  [
    'alert',
    [
      'url',
      'link',
      'ruleUrl',
      'html_url',
      'alert_url',
      'incident_url',
      'permalink',
      'web_url',
      'generatorURL',
      'externalURL',
    ],
  ],
  ['runbook', ['runbook_url', 'runbookUrl', 'runbook']],
  ['dashboard', ['dashboard_url', 'dashboardURL', 'dashboardUrl', 'panelURL']],
  ['logs', ['logs_url', 'log_url', 'logsUrl']],
]

/** JSON of any shape, or plain text, whose first line is then the title. Only an empty body is invalid. */
export function parseGeneric(body: string, source = 'generic'): ParseResult {
  if (body.trim() === '') return { kind: 'invalid', issues: ['empty'] }
  const json = parseBody(body)
  return { kind: 'alerts', alerts: json === undefined ? [alertOfText(body, source)] : alertsOf(json, source) }
}

/** At least one alert, whatever the JSON is. */
export function alertsOf(json: Json, source: string): NormalizedAlert[] {
  const list = Array.isArray(json) ? json : LISTS.map((name) => at(json, name)).find(Array.isArray)
  const items = (list ?? []).filter(isObject).slice(0, MAX_ALERTS)
  if (items.length === 0) return [alertOf(json, [], source)]
  return items.map((item) => alertOf(item, isObject(json) ? [json] : [], source))
}

/** `around`: the envelope, asked where the alert itself is silent. */
function alertOf(json: Json, around: readonly Json[], source: string): NormalizedAlert {
  const places = [...innerOf(json), json, ...placesOf(json), ...around, ...around.flatMap(placesOf)]
  const find = (names: readonly string[], maxChars?: number) => {
    for (const place of places) {
      const text =
        firstText(place, names, maxChars) ?? firstText(wordOf(place, names), ['name', 'summary', 'id'], maxChars)
      if (text !== undefined) return text
    }
    return undefined
  }
  const time = (names: readonly string[]) => places.flatMap((p) => names.map((n) => timeOf(at(p, n)))).find(Boolean)
  const title = lineOf(find(TITLES)) ?? lineOf(firstText(json, ['event_type', 'type'])) ?? 'Alert without a title'
  const rawSeverity = lineOf(find(SEVERITIES, 80))
  const key = lineOf(find(KEYS, 200))
  const service = lineOf(find(SERVICES, 200))
  const status = statusIn(places)
  return {
    source,
    alertKey: key ?? cut([service, title].filter(Boolean).join('/'), 200),
    keyed: key !== undefined,
    status,
    severity: severityOf(rawSeverity),
    title,
    links: linksOf(places),
    labels: labelsOf(places),
    evidence: evidenceOf(json),
    ...defined({ rawSeverity, service, environment: lineOf(find(ENVIRONMENTS, 80)), startedAt: time(STARTS) }),
    ...defined({ summary: find(SUMMARIES, 2_000), endedAt: status === 'resolved' ? time(ENDS) : undefined }),
  }
}

/** The objects that senders wrap an alert in, innermost first. */
function innerOf(json: Json): Json[] {
  const found: Json[] = []
  let present: Json | undefined = json
  for (let depth = 0; depth < 4; depth++) {
    const inner: Json | undefined = ENVELOPES.map((name) => at(present, name)).find(isObject)
    if (!inner) break
    found.unshift(inner)
    present = inner
  }
  return found
}

/** Where Prometheus and its kin put names and severities. */
function placesOf(json: Json): Json[] {
  return ['labels', 'annotations', 'commonLabels', 'commonAnnotations', 'tags', 'fields'].flatMap((name) => {
    const place = at(json, name)
    return isObject(place) ? [place] : []
  })
}

/** A named thing given as an object: `service: {"name": ...}`. */
function wordOf(place: Json, names: readonly string[]): Json | undefined {
  return names.map((name) => at(place, name)).find(isObject)
}

function statusIn(places: readonly Json[]): NormalizedAlert['status'] {
  for (const place of places)
    for (const name of STATUSES) {
      const status = statusOf(textOf(at(place, name), 80))
      if (status) return status
    }
  // Somebody set the sender up to post here when something is wrong.
  return 'firing'
}

function linksOf(places: readonly Json[]): AlertLink[] {
  const links = LINKS.flatMap(([rel, names]) => {
    const url = places.flatMap((place) => names.map((name) => urlOf(at(place, name)))).find(Boolean)
    return url ? [{ rel, url }] : []
  })
  return links.filter(({ url }, index) => links.findIndex((other) => other.url === url) === index)
}

function labelsOf(places: readonly Json[]): Record<string, string> {
  const pairs = places.flatMap((place) =>
    ['labels', 'tags', 'commonLabels'].flatMap((name) => {
      const given = at(place, name)
      return isObject(given) ? Object.entries(given) : []
    }),
  )
  const texts = pairs.flatMap(([name, value]) => {
    const text = textOf(value, 200)
    return text === undefined ? [] : [[cut(name, 80), text] as const]
  })
  return Object.fromEntries(texts.slice(0, MAX_LABELS))
}

function evidenceOf(json: Json): AlertEvidence[] {
  const found = findEvidence(json)
  if (found.some(({ type }) => type === 'log' || type === 'stack')) return found
  const whole = stringify(json)
  if (whole === undefined || whole === '{}' || whole === '[]') return found
  const text = cut(whole, MAX_JSON_CHARS)
  return [...found, text.length < whole.length ? { type: 'json', text, truncated: true } : { type: 'json', text }]
}

/** Plain text: its first line is the title. */
export function alertOfText(body: string, source: string): NormalizedAlert {
  const lines = body.split('\n')
  const title = lineOf(cut(lines.find((line) => line.trim() !== '') ?? '', 300)) ?? 'Alert without a title'
  const evidence: AlertEvidence[] = [{ type: lines.length > 1 ? 'log' : 'text', text: body }]
  const ungraded = { status: 'firing', severity: 'unknown', links: [], labels: {} } as const
  return { source, alertKey: cut(title, 200), keyed: false, title, evidence, ...ungraded, links: [], labels: {} }
}

/** Without the properties that are undefined. */
function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
