import { buildAlert, linkTo, piece } from './build-alert.ts'
import { findEvidence, looksLikeLog } from './find-evidence.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertEvidence, AlertStatus, NormalizedAlert } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, textOf } from './read-json.ts'

/**
 * Opsgenie's and Jira Service Management's webhook integration: `{action, alert}`. The alias is the customer's name for an open
 * alert, its id one occurrence. Priority is a number in older payloads and `P1` to `P5` in newer ones.
 * support.atlassian.com, "Opsgenie webhook integration".
 */
export const parseOpsgenie = jsonParser('opsgenie', (json) => {
  const alert = at(json, 'alert')
  const action = textOf(at(json, 'action'), 80) ?? ''
  if (!isObject(alert)) return undefined
  return { kind: 'alerts', alerts: [alertOf(alert, json, action)] }
})

function alertOf(alert: JsonObject, whole: Json, action: string): NormalizedAlert {
  const id = firstText(alert, ['alertId', 'id'])
  const alias = firstText(alert, ['alias'])
  const details = isObject(alert.details) ? alert.details : {}
  const status = statusOf(action)
  return buildAlert('opsgenie', {
    key: alias ?? id,
    cycle: alias === undefined ? undefined : id,
    status,
    rawSeverity: firstText(alert, ['priority']),
    title: firstText(alert, ['message', 'title']),
    summary: firstText(alert, ['description'], 2_000),
    service: firstText(details, ['service', 'Service', 'app']) ?? firstText(alert, ['entity']),
    environment: firstText(details, ['environment', 'env', 'Environment']),
    startedAt: alert.createdAt,
    endedAt: alert.updatedAt,
    links: [
      linkTo('alert', firstText(alert, ['link', 'url', 'alertUrl'], 2_000)),
      ...Object.entries(details).map(([name, value]) => linkTo(relOf(name), value)),
    ],
    labels: {
      ...details,
      action,
      integration: at(whole, 'integrationName') ?? null,
      tags: itemsOf(alert.tags, 20)
        .filter((tag) => typeof tag === 'string')
        .join(','),
      source: alert.source ?? null,
    },
    evidence: evidenceOf(alert, details),
  })
}

const relOf = (name: string) => (/runbook|playbook/i.test(name) ? 'runbook' : /log/i.test(name) ? 'logs' : 'dashboard')

function evidenceOf(alert: JsonObject, details: JsonObject): (AlertEvidence | undefined)[] {
  const description = firstText(alert, ['description'], 200_000)
  const note = firstText(alert, ['note'], 20_000)
  const proseOrLog = (text: string | undefined) =>
    text === undefined ? undefined : piece(looksLikeLog(text) ? 'log' : 'text', text)
  return [proseOrLog(description), ...findEvidence(details), proseOrLog(note)]
}

/** What happened to the alert. Notes, tags and owners change nothing of how it stands. */
function statusOf(action: string): AlertStatus {
  const word = action.toLowerCase().replace(/[^a-z]/g, '')
  if (word === 'close' || word === 'delete' || word === 'resolve') return 'resolved'
  if (word === 'acknowledge') return 'acknowledged'
  if (/^(create|unacknowledge|escalate\w*|reopen|snoozeended|unsnooze|)$/.test(word)) return 'firing'
  return 'info'
}
