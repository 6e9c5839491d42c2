import { evidenceOfContext } from './azure-context.ts'
import { buildAlert, linkTo, piece } from './build-alert.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertSeverity, AlertStatus, NormalizedAlert } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, textOf } from './read-json.ts'

/**
 * Azure Monitor's action groups: the common alert schema, and the shapes from before it (metric, classic, log search, activity
 * log). learn.microsoft.com, "Common alert schema".
 */
export const parseAzure = jsonParser('azure', (json) => {
  const data = at(json, 'data')
  const essentials = at(data, 'essentials')
  if (isObject(essentials)) return { kind: 'alerts', alerts: [alertOfCommon(essentials, data ?? null)] }
  const context = [at(data, 'context'), at(json, 'context')].find(isObject)
  const activity = at(context, 'activityLog')
  if (isObject(activity)) return { kind: 'alerts', alerts: [alertOfActivity(activity, data ?? null)] }
  if (context) return { kind: 'alerts', alerts: [alertOfClassic(context, isObject(data) ? data : json)] }
  if (isObject(data) && 'AlertRuleName' in data) return { kind: 'alerts', alerts: [alertOfSearch(data)] }
  return undefined
})

function alertOfCommon(essentials: JsonObject, data: Json): NormalizedAlert {
  const context = at(data, 'alertContext')
  const id = textOf(essentials.alertId, 500)
  const status = statusOf(textOf(essentials.monitorCondition))
  const own = at(data, 'customProperties')
  const custom = isObject(own) ? own : {}
  const description = textOf(essentials.description, 4_000)
  return buildAlert('azure', {
    key: id,
    status,
    rawSeverity: textOf(essentials.severity),
    severity: gradeOf(textOf(essentials.severity)),
    title: textOf(essentials.alertRule) ?? textOf(at(context, 'operationName')),
    summary: description,
    service: lastPart(textOf(itemsOf(essentials.configurationItems)[0], 500)) ?? lastPart(targetOf(essentials)),
    environment: firstText(custom, ['environment', 'env', 'Environment']),
    startedAt: essentials.firedDateTime,
    endedAt: essentials.resolvedDateTime,
    links: [
      linkTo('alert', essentials.investigationLink) ?? linkTo('alert', portalLink(id)),
      ...linksOfContext(context),
      ...Object.entries(custom).map(([name, value]) => (/runbook/i.test(name) ? linkTo('runbook', value) : undefined)),
    ],
    labels: {
      ...custom,
      signal: essentials.signalType ?? null,
      service: essentials.monitoringService ?? null,
      target: targetOf(essentials) ?? null,
    },
    evidence: [...evidenceOfContext(context), piece('text', description)],
  })
}

/** The table says `alertTargetIds`, the samples `alertTargetIDs`. */
const targetOf = (essentials: JsonObject): string | undefined =>
  textOf(itemsOf(essentials.alertTargetIDs)[0] ?? itemsOf(essentials.alertTargetIds)[0], 500)

const lastPart = (id: string | undefined): string | undefined => id?.split('/').at(-1) || undefined

/** The alert's page in the portal, as the portal itself addresses it. */
function portalLink(id: string | undefined): string | undefined {
  if (!id?.startsWith('/subscriptions/')) return undefined
  const encoded = encodeURIComponent(id.toWellFormed())
  return `https://portal.azure.com/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade/alertId/${encoded}`
}

function linksOfContext(context: Json | undefined) {
  const names = [
    'linkToFilteredSearchResultsUI',
    'linkToSearchResultsUI',
    'LinkToFilteredSearchResultsUI',
    'LinkToSearchResultsUI',
    'LinkToSearchResults',
  ]
  const places = [context, ...itemsOf(at(context, 'condition', 'allOf'), 5)]
  return places.map((place) => linkTo('logs', firstText(place, names, 2_000)))
}

/** Metric alerts in their own schema, and classic ones: `{status, context}`. */
function alertOfClassic(context: JsonObject, around: Json): NormalizedAlert {
  const condition = at(context, 'condition')
  return buildAlert('azure', {
    key: firstText(context, ['id'], 500),
    cycle: firstText(context, ['timestamp']),
    status: statusOf(textOf(at(around, 'status'))),
    rawSeverity: firstText(context, ['severity']),
    severity: gradeOf(firstText(context, ['severity'])),
    title: firstText(context, ['name', 'alertName']),
    summary: firstText(context, ['description'], 4_000),
    service: firstText(context, ['resourceName']) ?? lastPart(firstText(context, ['resourceId'], 500)),
    startedAt: context.timestamp,
    endedAt: context.timestamp,
    links: [linkTo('alert', context.portalLink)],
    labels: {
      condition: context.conditionType ?? null,
      group: context.resourceGroupName ?? null,
      region: context.resourceRegion ?? null,
    },
    evidence: [
      ...evidenceOfContext({ condition: condition ?? null }),
      piece('text', firstText(context, ['description'], 4_000)),
    ],
  })
}

function alertOfActivity(activity: JsonObject, data: Json): NormalizedAlert {
  const title = textOf(at(activity, 'properties', 'title')) ?? firstText(activity, ['operationName'])
  return buildAlert('azure', {
    key: firstText(activity, ['correlationId', 'eventDataId']),
    status: /^resolved$/i.test(textOf(activity.status) ?? '') ? 'resolved' : statusOf(textOf(at(data, 'status'))),
    rawSeverity: firstText(activity, ['level']),
    title,
    summary: firstText(activity, ['description'], 4_000) ?? textOf(at(activity, 'properties', 'communication'), 4_000),
    service: textOf(at(activity, 'properties', 'service')) ?? lastPart(firstText(activity, ['resourceId'], 500)),
    startedAt: activity.eventTimestamp,
    labels: {
      source: activity.eventSource ?? null,
      operation: activity.operationName ?? null,
      status: activity.status ?? null,
    },
    evidence: evidenceOfContext(activity),
  })
}

/** Log search alerts from before the common schema. */
function alertOfSearch(data: JsonObject): NormalizedAlert {
  return buildAlert('azure', {
    key: firstText(data, ['AlertRuleName']),
    cycle: firstText(data, ['SearchIntervalEndtimeUtc']),
    status: 'firing',
    rawSeverity: firstText(data, ['Severity']),
    severity: gradeOf(firstText(data, ['Severity'])),
    title: firstText(data, ['AlertRuleName']),
    summary: firstText(data, ['Description'], 4_000),
    service: textOf(itemsOf(data.AffectedConfigurationItems)[0]) ?? firstText(data, ['ApplicationId', 'WorkspaceId']),
    startedAt: data.SearchIntervalEndtimeUtc ?? null,
    links: [linkTo('logs', firstText(data, ['LinkToFilteredSearchResultsUI', 'LinkToSearchResults'], 2_000))],
    evidence: evidenceOfContext(data),
  })
}

function statusOf(condition: string | undefined): AlertStatus {
  return /^(resolved|deactivated|ok)$/i.test(condition ?? '') ? 'resolved' : 'firing'
}

/** Microsoft's names: 0 critical, 1 error, 2 warning, 3 informational, 4 verbose. */
const SEVERITIES: Readonly<Record<string, AlertSeverity>> = {
  '0': 'critical',
  '1': 'high',
  '2': 'medium',
  '3': 'info',
  '4': 'info',
}

function gradeOf(raw: string | undefined): AlertSeverity {
  const word = (raw ?? '').toLowerCase().replace(/^sev\s*/, '')
  const named: Readonly<Record<string, AlertSeverity>> = {
    critical: 'critical',
    error: 'high',
    warning: 'medium',
    informational: 'info',
    verbose: 'info',
  }
  return (
    (Object.hasOwn(SEVERITIES, word) ? SEVERITIES[word] : Object.hasOwn(named, word) ? named[word] : undefined) ??
    'unknown'
  )
}
