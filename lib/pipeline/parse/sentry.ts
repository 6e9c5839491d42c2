import { buildAlert, linkTo, piece } from './build-alert.ts'
import { severityOf } from './grade.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertStatus, FetchMore, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, textOf } from './read-json.ts'
import { evidenceOfEvent, hasStack } from './sentry-event.ts'

/**
 * Sentry's integration platform: `{action, data, installation}`, told apart by what `data` holds, as `Sentry-Hook-Resource`
 * names it; the body of the old WebHooks plugin; and an event as its web API gives it. An issue has no stack: its latest event
 * is asked for. docs.sentry.io, "Webhooks" of the integration platform.
 */
export const parseSentry = jsonParser('sentry', (json, headers) => {
  const data = at(json, 'data')
  const action = textOf(at(json, 'action'), 40) ?? ''
  const event = [at(data, 'event'), at(data, 'error')].find(isObject)
  if (event) return alerts(headers, alertOfEvent(event, data ?? null))
  const issue = at(data, 'issue')
  if (isObject(issue)) return alerts(headers, alertOfIssue(issue, action, data ?? null))
  if (isObject(at(data, 'metric_alert'))) return alerts(headers, alertOfMetric(data ?? null, action))
  if (isObject(at(json, 'installation')) || headers['sentry-hook-resource'] !== undefined)
    return otherResource(json, headers)
  if (isObject(json) && ('project_slug' in json || 'project_name' in json) && ('event' in json || 'culprit' in json))
    return alerts(headers, alertOfPlugin(json))
  if (isObject(json) && ('eventID' in json || 'event_id' in json)) return alerts(headers, alertOfEvent(json, null))
  return undefined
})

const alerts = (headers: Readonly<Record<string, string>>, alert: NormalizedAlert): ParseResult => {
  const deliveryId = textOf(headers['request-id'], 255)
  return { kind: 'alerts', ...(deliveryId === undefined ? {} : { deliveryId }), alerts: [alert] }
}

/** Installations, comments, builds: known, and no alert. */
function otherResource(json: Json, headers: Readonly<Record<string, string>>): ParseResult {
  const resource = textOf(headers['sentry-hook-resource'], 40) ?? ''
  if (resource === 'installation' || isObject(at(json, 'data', 'installation')))
    return { kind: 'handshake', action: 'ping' }
  return { kind: 'ignored', why: 'other_event' }
}

function alertOfEvent(event: JsonObject, data: Json): NormalizedAlert {
  const tags = tagsOf(event.tags)
  const evidence = evidenceOfEvent(event)
  const issue = firstText(event, ['issue_id', 'groupID', 'group_id']) ?? idIn(textOf(event.issue_url))
  const link = firstText(event, ['web_url', 'permalink', 'url'], 2_000)
  const level = firstText(event, ['level']) ?? tags.level
  return buildAlert('sentry', {
    key: issue ?? firstText(event, ['event_id', 'eventID']),
    status: 'firing',
    rawSeverity: level,
    severity: gradeOf(level),
    title: firstText(event, ['title']) ?? titleOf(event.metadata) ?? firstText(event, ['message']),
    summary: firstText(event, ['message', 'culprit'], 2_000),
    service: projectOf(event, data) ?? tags.server_name,
    environment: firstText(event, ['environment']) ?? tags.environment,
    startedAt: event.datetime ?? event.dateCreated ?? event.timestamp,
    links: [linkTo('alert', link)],
    labels: {
      ...tags,
      culprit: event.culprit ?? null,
      rule: at(data, 'triggered_rule') ?? null,
      release: textOf(event.release) ?? at(event, 'release', 'version') ?? null,
    },
    evidence,
    fetchMore: hasStack(evidence) ? undefined : eventToFetch(issue, link, textOf(event.issue_url)),
  })
}

function alertOfIssue(issue: JsonObject, action: string, data: Json): NormalizedAlert {
  const id = firstText(issue, ['id', 'shortId'])
  const link = firstText(issue, ['web_url', 'permalink'], 2_000)
  const level = firstText(issue, ['level'])
  const culprit = textOf(issue.culprit)
  return buildAlert('sentry', {
    key: id,
    status: statusOfIssue(action, textOf(issue.status)),
    rawSeverity: level,
    severity: gradeOf(level),
    title: firstText(issue, ['title']) ?? titleOf(issue.metadata),
    summary: textOf(at(issue.metadata, 'value'), 2_000) ?? culprit,
    service: textOf(at(issue.project, 'slug')) ?? textOf(at(issue.project, 'name')),
    startedAt: issue.firstSeen,
    endedAt: issue.lastSeen,
    links: [linkTo('alert', link ?? textOf(issue.url, 2_000))],
    labels: { shortId: issue.shortId ?? null, action, culprit: culprit ?? null, count: issue.count ?? null },
    evidence: [piece('text', [titleOf(issue.metadata), culprit].filter(Boolean).join('\n'))],
    fetchMore: eventToFetch(
      textOf(issue.id),
      link ?? '',
      firstText(issue, ['url', 'project_url']) ?? textOf(at(data, 'issue_url')),
    ),
  })
}

function alertOfMetric(data: Json, action: string): NormalizedAlert {
  const metric = at(data, 'metric_alert') ?? null
  const text = firstText(data, ['description_text'], 4_000)
  return buildAlert('sentry', {
    key: firstText(metric, ['id', 'identifier']),
    cycle: firstText(metric, ['date_started', 'date_detected']),
    status: action === 'resolved' ? 'resolved' : 'firing',
    rawSeverity: action,
    severity: action === 'critical' ? 'critical' : action === 'warning' ? 'medium' : 'unknown',
    title:
      firstText(data, ['description_title']) ??
      firstText(metric, ['title']) ??
      textOf(at(metric, 'alert_rule', 'name')),
    summary: text,
    service: textOf(itemsOf(at(metric, 'projects'))[0]),
    environment: textOf(at(metric, 'alert_rule', 'environment')),
    startedAt: at(metric, 'date_started') ?? at(metric, 'date_detected'),
    endedAt: at(metric, 'date_closed'),
    links: [linkTo('alert', textOf(at(data, 'web_url'), 2_000))],
    labels: { action, rule: at(metric, 'alert_rule', 'name') ?? null },
    evidence: [piece('text', text), piece('metric', textOf(at(metric, 'alert_rule', 'query')))],
  })
}

function alertOfPlugin(json: JsonObject): NormalizedAlert {
  const event = isObject(json.event) ? json.event : {}
  const level = firstText(json, ['level']) ?? firstText(event, ['level'])
  const tags = tagsOf(event.tags)
  const title =
    firstText(event, ['title']) ??
    firstText(json, ['message']) ??
    titleOf(event.metadata) ??
    firstText(json, ['culprit'])
  return buildAlert('sentry', {
    key: firstText(json, ['id']) ?? firstText(event, ['issue_id', 'event_id', 'id']),
    status: 'firing',
    rawSeverity: level,
    severity: gradeOf(level),
    title,
    summary: firstText(json, ['message', 'culprit'], 2_000),
    service: firstText(json, ['project_slug', 'project', 'project_name']),
    environment: firstText(event, ['environment']) ?? tags.environment,
    startedAt: event.datetime ?? event.timestamp ?? event.received,
    links: [linkTo('alert', firstText(json, ['url'], 2_000))],
    labels: { ...tags, culprit: json.culprit ?? null, logger: json.logger ?? null, release: event.release ?? null },
    evidence: [
      ...evidenceOfEvent({ ...event, title: title ?? null }),
      piece('text', firstText(json, ['message'], 20_000)),
    ],
  })
}

function statusOfIssue(action: string, status: string | undefined): AlertStatus {
  if (action === 'resolved' || status === 'resolved') return 'resolved'
  if (action === 'assigned') return 'acknowledged'
  if (action === 'archived' || action === 'ignored' || status === 'ignored') return 'info'
  return 'firing'
}

/** Sentry's five levels; `fatal` is its highest, `debug` no alert. */
const gradeOf = (level: string | undefined) => severityOf(level === 'sample' ? 'info' : level)

const titleOf = (metadata: Json | undefined): string | undefined => {
  const parts = [textOf(at(metadata, 'type')), textOf(at(metadata, 'value'))].filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(': ') : textOf(at(metadata, 'title'))
}

/** `[[name, value]]` in webhooks, `[{key, value}]` in the web API. */
function tagsOf(tags: Json | undefined): Record<string, string> {
  const pairs = itemsOf(tags).flatMap((tag) => {
    const [name, value] = Array.isArray(tag)
      ? [textOf(tag[0]), textOf(tag[1])]
      : [textOf(at(tag, 'key')), textOf(at(tag, 'value'))]
    // Who was affected is no word about the failure.
    return name === undefined || value === undefined || name.startsWith('user') ? [] : [[name, value] as const]
  })
  return Object.fromEntries(pairs)
}

function projectOf(event: JsonObject, data: Json): string | undefined {
  const named = firstText(event, ['project_slug', 'project_name']) ?? textOf(at(data, 'project_slug'))
  const inUrl = /\/projects\/[^/]+\/([^/]+)\//.exec(textOf(event.url, 2_000) ?? '')?.[1]
  return named ?? inUrl
}

const idIn = (issueUrl: string | undefined): string | undefined => /\/issues\/(\d+)/.exec(issueUrl ?? '')?.[1]

function eventToFetch(issue: string | undefined, ...places: (string | undefined)[]): FetchMore | undefined {
  if (issue === undefined || !/^\d{1,20}$/.test(issue)) return undefined
  const slugs = places.map((place) =>
    /\/organizations\/([a-z0-9_-]{1,64})\/|^https:\/\/([a-z0-9-]{1,64})\.sentry\.io\/issues\//i.exec(place ?? ''),
  )
  const organization = slugs
    .map((match) => match?.[1] ?? match?.[2])
    .find((slug) => slug !== undefined && slug !== 'us' && slug !== 'de')
  return { kind: 'sentry_event', ref: { issue, ...(organization === undefined ? {} : { organization }) } }
}
