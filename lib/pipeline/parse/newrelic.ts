import { buildAlert, linkTo, piece } from './build-alert.ts'
import { findEvidence, looksLikeLog } from './find-evidence.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertStatus, NormalizedAlert } from './normalized-alert.ts'
import { firstText, isObject, itemsOf, type Json, type JsonObject } from './read-json.ts'

/**
 * New Relic's workflows: the default template, a customer's own with the same names, and the older notification channels
 * (`incident_id`, `current_state`). docs.newrelic.com, "Workflows" and "Webhook notification channel".
 */
export const parseNewrelic = jsonParser('newrelic', (json) => {
  if (!isObject(json)) return undefined
  const isIssue = ['issueUrl', 'issueId', 'state', 'impactedEntities', 'workflowName', 'alertPolicyNames'].some(
    (name) => name in json,
  )
  const isIncident = 'incident_id' in json || 'current_state' in json || 'condition_id' in json
  return isIssue || isIncident ? { kind: 'alerts', alerts: [alertOf(json)] } : undefined
})

function alertOf(json: JsonObject): NormalizedAlert {
  const text = (...names: string[]) => firstText(flat(json), names, 2_000)
  const state = text('state', 'current_state', 'status', 'event')
  const rawSeverity = text('priority', 'severity')
  const details = text('details', 'description', 'annotations', 'condition_description', 'conditionDescription')
  return buildAlert('newrelic', {
    key: text('issueId', 'id', 'incident_id', 'nrAlertIssueId'),
    status: statusOf(state),
    rawSeverity,
    title: text('title', 'issueTitle', 'condition_name', 'details', 'alertConditionNames'),
    summary: details,
    service: text('impactedEntities', 'entitiesData.names', 'service', 'targets', 'entity_name'),
    environment: text('environment', 'env'),
    startedAt: json.createdAt ?? json.activatedAt ?? json.timestamp ?? null,
    endedAt: json.closedAt ?? json.updatedAt ?? json.timestamp ?? null,
    links: [
      linkTo('alert', text('issueUrl', 'issuePageUrl', 'incident_url', 'violation_callback_url', 'url')),
      linkTo('runbook', text('runbookUrl', 'runbook_url', 'runbook')),
      linkTo('dashboard', text('violationChartUrl', 'violation_chart_url', 'dashboardUrl')),
    ],
    labels: {
      policy: text('alertPolicyNames', 'policy_name') ?? null,
      condition: text('alertConditionNames', 'condition_name') ?? null,
      workflow: text('workflowName') ?? null,
      trigger: text('trigger', 'event_type') ?? null,
      incidents: text('totalIncidents') ?? null,
    },
    evidence: [
      ...findEvidence(json).filter(({ type }) => type !== 'text'),
      details === undefined ? undefined : piece(looksLikeLog(details) ? 'log' : 'text', details),
      piece('metric', text('nrqlQuery', 'nrql', 'nrql_query', 'query')),
    ],
  })
}

/** Templates write one name as a list, and several under a dotted name. The first stands for the list. */
function flat(json: JsonObject): JsonObject {
  const pairs = Object.entries(json).map(([name, value]): [string, Json] => {
    const [first] = itemsOf(value)
    const named = isObject(first) ? (first.name ?? null) : first
    return [name, Array.isArray(value) ? (named ?? null) : value]
  })
  return Object.fromEntries(pairs)
}

function statusOf(state: string | undefined): AlertStatus {
  const word = (state ?? '').toLowerCase()
  if (/clos|resolv/.test(word)) return 'resolved'
  if (/ack/.test(word)) return 'acknowledged'
  return word === 'test' ? 'info' : 'firing'
}
