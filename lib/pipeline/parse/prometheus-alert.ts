import { buildAlert, linkTo, piece } from './build-alert.ts'
import { looksLikeLog } from './find-evidence.ts'
import { statusOf } from './grade.ts'
import type { AlertEvidence, AlertLink, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, textOf, timeOf } from './read-json.ts'

/** The body that Alertmanager and Grafana share: a group, and in it alerts with labels and annotations. */

const MAX_ALERTS = 100

const SEVERITIES = ['severity', 'priority', 'level', 'criticality']
const SERVICES = [
  'service',
  'service_name',
  'app',
  'application',
  'component',
  'job',
  'deployment',
  'container',
  'instance',
]
const ENVIRONMENTS = ['environment', 'env', 'stage', 'cluster', 'namespace']
const SUMMARIES = ['summary', 'description', 'message', 'title']
/** Annotations that are addresses, or words about the alert that are no evidence of what went wrong. */
const NO_EVIDENCE = /url|link|runbook|dashboard|__|severity|^(org|ref)id$/i

/** Undefined where the JSON is no such group. A list of alerts by itself is one too, as the API of Alertmanager takes it. */
export function parseGroup(json: Json, source: string): ParseResult | undefined {
  const group = isObject(json) ? json : {}
  const list = Array.isArray(json) ? json : itemsOf(at(json, 'alerts'), MAX_ALERTS)
  const alerts = list.slice(0, MAX_ALERTS).filter(isAlert)
  if (alerts.length > 0) return { kind: 'alerts', alerts: alerts.map((alert) => alertOf(alert, group, source)) }
  const isEmptyGroup = isObject(at(json, 'commonLabels')) || isObject(at(json, 'groupLabels'))
  return isEmptyGroup ? { kind: 'alerts', alerts: [alertOf(groupAsAlert(group), group, source)] } : undefined
}

const isAlert = (value: Json): value is JsonObject =>
  isObject(value) && (isObject(at(value, 'labels')) || isObject(at(value, 'annotations')))

/** A group whose alerts were cut away still says what they have in common. */
function groupAsAlert(group: JsonObject): JsonObject {
  const labels = { ...objectOf(group.groupLabels), ...objectOf(group.commonLabels) }
  return { labels, annotations: objectOf(group.commonAnnotations), status: group.status ?? null }
}

function alertOf(alert: JsonObject, group: JsonObject, source: string): NormalizedAlert {
  const labels = { ...objectOf(group.commonLabels), ...objectOf(alert.labels) }
  const annotations = { ...objectOf(group.commonAnnotations), ...objectOf(alert.annotations) }
  const both = (names: readonly string[]) => firstText(labels, names, 200) ?? firstText(annotations, names, 200)
  const summary = firstText(annotations, SUMMARIES, 2_000)
  const endedAt = timeOf(alert.endsAt)
  return buildAlert(source, {
    key: textOf(alert.fingerprint) ?? fingerprintOf(objectOf(alert.labels)) ?? textOf(group.groupKey),
    cycle: timeOf(alert.startsAt),
    status: statusOf(textOf(alert.status)) ?? statusOf(textOf(group.status)) ?? 'firing',
    rawSeverity: both(SEVERITIES),
    title: firstText(labels, ['alertname', 'rulename']) ?? summary ?? textOf(group.title),
    summary,
    service: firstText(labels, SERVICES, 200),
    environment: firstText(labels, ENVIRONMENTS, 200),
    startedAt: alert.startsAt,
    endedAt,
    links: [...linksOf(alert, annotations), linkTo('dashboard', group.externalURL)],
    labels,
    evidence: evidenceOf(alert, annotations),
  })
}

function linksOf(alert: JsonObject, annotations: JsonObject): (AlertLink | undefined)[] {
  const named = (pattern: RegExp) => Object.entries(annotations).flatMap(([name, v]) => (pattern.test(name) ? [v] : []))
  return [
    linkTo('alert', alert.generatorURL),
    ...named(/runbook|playbook/i).map((url) => linkTo('runbook', url)),
    linkTo('dashboard', alert.panelURL),
    linkTo('dashboard', alert.dashboardURL),
    ...named(/dashboard/i).map((url) => linkTo('dashboard', url)),
    ...named(/logs?_?(url|link)/i).map((url) => linkTo('logs', url)),
  ]
}

/** What the rule says in words, then what it measured. */
function evidenceOf(alert: JsonObject, annotations: JsonObject): (AlertEvidence | undefined)[] {
  const words = Object.entries(annotations).flatMap(([name, value]) => {
    if (NO_EVIDENCE.test(name) || typeof value !== 'string') return []
    return [piece(/logs?$|sample|stack|trace/i.test(name) || looksLikeLog(value) ? 'log' : 'text', value)]
  })
  const values = isObject(alert.values)
    ? Object.entries(alert.values).map(([name, value]) => `${name} = ${String(value)}`)
    : []
  return [...words, piece('metric', textOf(alert.valueString, 4_000) ?? values.join('\n'))]
}

/**
 * The fingerprint that Prometheus gives an alert, for versions that do not send it: FNV-1a of 64 bits over the sorted labels,
 * byte 255 after each name and value. prometheus/common, model/fnv.go and labelset.go.
 */
export function fingerprintOf(labels: JsonObject): string | undefined {
  const names = Object.keys(labels).sort().slice(0, 200)
  if (names.length === 0) return undefined
  const encoder = new TextEncoder()
  let hash = 0xcbf29ce484222325n
  const add = (byte: number) => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  for (const name of names)
    for (const text of [name, textOf(labels[name], 1_000) ?? '']) {
      for (const byte of encoder.encode(text)) add(byte)
      add(255)
    }
  return hash.toString(16).padStart(16, '0')
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
