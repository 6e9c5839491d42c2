import { buildAlert, linkTo, piece, runbookIn } from './build-alert.ts'
import { looksLikeLog } from './find-evidence.ts'
import { severityOf } from './grade.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertSeverity, AlertStatus, NormalizedAlert, Parser } from './normalized-alert.ts'
import { parseBody } from './read-body.ts'
import { at, cut, firstText, isObject, itemsOf, type Json, type JsonObject, parseJson, textOf } from './read-json.ts'

/**
 * Datadog's webhooks: our payload, Datadog's default one, or a customer's own. Names are compared without case and signs, so
 * that `alert_transition`, `alertTransition` and `ALERT_TRANSITION` are one. A variable that Datadog did not fill in comes as
 * its name (`$LOGS_SAMPLE`) and counts as missing. docs.datadoghq.com, "Webhooks".
 */
export const parseDatadog: Parser = (body, headers) =>
  jsonParser('datadog', (json) => {
    const fields = isObject(json) ? foldedFields(json) : {}
    return isDatadog(fields) ? { kind: 'alerts', ...idOf(fields), alerts: [alertOf(fields)] } : undefined
  })(withoutBareVariables(body), headers)

const MAX_FIELDS = 500
const VARIABLE = /^\$[A-Z_]+(\[[^\]]*\])?$/

/** A variable of JSON that stands outside quotes and was not filled in would make the whole body unreadable. */
function withoutBareVariables(body: string): string {
  return parseBody(body) === undefined
    ? body.replace(/(:\s*)\$[A-Z_]+(\[[^\]"\n]{0,80}\])?(?=\s*[,}\]])/g, '$1null')
    : body
}

function foldedFields(json: JsonObject): JsonObject {
  const pairs = Object.entries(json)
    .slice(0, MAX_FIELDS)
    .flatMap(([name, value]): [string, Json][] => {
      const isUnset = typeof value === 'string' && VARIABLE.test(value.trim())
      return isUnset ? [] : [[name.toLowerCase().replace(/[^a-z0-9]/g, ''), value]]
    })
  return Object.fromEntries(pairs)
}

const KNOWN = [
  'alertid',
  'monitorid',
  'alertcyclekey',
  'alerttransition',
  'alerttype',
  'aggregkey',
  'eventtitle',
  'alerttitle',
]
const isDatadog = (fields: JsonObject): boolean =>
  KNOWN.some((name) => Object.hasOwn(fields, name)) ||
  ('title' in fields && ('eventtype' in fields || 'lastupdated' in fields))

/** `[Triggered on {host:db1}]`, `[P2]`: words in front of a title that are no part of the monitor's name. */
const PREFIX =
  /^\s*\[(?:P[1-5]|(?:(?:Re-)?(?:Triggered|Warn|No Data|Alert)|Renotify|Recovered|Monitor Status)(?:\s+on\s+[^\]]*)?)\]\s*/i

function alertOf(fields: JsonObject): NormalizedAlert {
  const text = (...names: string[]) => firstText(fields, names)
  const given = text('alerttitle', 'eventtitle', 'title', 'monitorname', 'name') ?? ''
  const transition =
    text('alerttransition', 'transition', 'status', 'alertstatus') ??
    /^\s*(?:\[P\d\]\s*)?\[([\w -]+?)(?: on |\])/.exec(given)?.[1]
  const type = text('alerttype', 'type')
  const message = unwrapped(firstText(fields, ['eventmsg', 'textonlymsg', 'body', 'message', 'text'], 200_000))
  const status = statusOf(transition, type)
  const tags = tagsOf(fields.tags)
  const monitor =
    text('alertid', 'monitorid') ?? /\/monitors[/#](\d+)/.exec(`${text('link', 'url') ?? ''} ${message ?? ''}`)?.[1]
  const scope = text('alertscope', 'scope', 'scopes')
  const own = monitor === undefined ? undefined : [monitor, scope].filter(Boolean).join('/')
  const sample = sampleOf(fields.logssample ?? fields.logs ?? fields.logsample)
  const rawSeverity = /^\s*\[(P[1-5])\]/.exec(given)?.[1] ?? text('alertpriority', 'priority', 'severity')
  return buildAlert('datadog', {
    key: text('alertcyclekey', 'cyclekey') ?? own ?? text('aggregkey', 'aggregationkey'),
    status,
    rawSeverity: rawSeverity ?? type,
    severity: severityOfAlert(rawSeverity, type, transition),
    title: titleOf(given),
    summary: message,
    service: tags.service ?? text('service', 'hostname', 'host') ?? tags.host,
    environment: tags.env ?? text('env', 'environment'),
    startedAt: fields.date ?? fields.lastupdated,
    endedAt: fields.lastupdated ?? fields.date,
    links: [
      linkTo('alert', text('link', 'url', 'alerturl', 'eventurl') ?? monitorLink(message)),
      linkTo('logs', sample?.link),
      linkTo('dashboard', text('snapshot', 'snapshoturl')),
      linkTo('runbook', text('runbook', 'runbookurl')) ?? runbookIn(message),
    ],
    labels: { ...tags, transition: transition ?? null, scope: scope ?? null, monitor: monitor ?? null },
    evidence: [
      sample && piece('log', sample.text),
      message === undefined ? undefined : piece(looksLikeLog(message) ? 'log' : 'text', message),
      piece('metric', text('alertquery', 'query')),
    ],
  })
}

function titleOf(given: string): string {
  let title = given
  while (PREFIX.test(title)) title = title.replace(PREFIX, '')
  return title.trim() === '' ? given : title
}

function statusOf(transition: string | undefined, type: string | undefined): AlertStatus {
  const word = (transition ?? '').toLowerCase()
  if (/recover|resolved|^ok$/.test(word)) return 'resolved'
  if (/trigger|warn|no ?data|alert|renotify/.test(word)) return 'firing'
  const kind = type?.toLowerCase()
  return kind === 'success' ? 'resolved' : kind === 'info' ? 'info' : 'firing'
}

/** The monitor's priority is the customer's word; `normal` and `low` are the priority of the event and say nothing. */
function severityOfAlert(
  raw: string | undefined,
  type: string | undefined,
  transition: string | undefined,
): AlertSeverity {
  const graded = severityOf(raw)
  if (graded !== 'unknown' && !/^low$/i.test(raw ?? '')) return graded
  if (/warn/i.test(transition ?? '')) return 'medium'
  return /^(error|warning|info)$/i.test(type ?? '') ? severityOf(type) : graded
}

function unwrapped(message: string | undefined): string | undefined {
  return message?.replace(/^\s*%%%\s*|\s*%%%\s*$/g, '').trim() || undefined
}

const monitorLink = (message: string | undefined): string | undefined =>
  /https:\/\/[a-z0-9.-]+\/monitors[/#]\d+/i.exec(message ?? '')?.[0]

/** `env:prod,service:web` or a list of such. The first of a name counts. */
function tagsOf(value: Json | undefined): Record<string, string> {
  const list = typeof value === 'string' ? value.split(',') : itemsOf(value).filter((item) => typeof item === 'string')
  const pairs = list.slice(0, 200).flatMap((tag) => {
    const [name = '', ...rest] = tag.trim().split(':')
    return name === '' || rest.length === 0 ? [] : [[cut(name, 80), rest.join(':')] as const]
  })
  return Object.fromEntries(pairs.reverse())
}

interface Sample {
  text: string
  link: Json | undefined
}

/** LOGS_SAMPLE is an object of columns and rows; in quotes it comes as its text. */
function sampleOf(value: Json | undefined): Sample | undefined {
  const json = typeof value === 'string' ? (parseJson(value) ?? value) : value
  if (typeof json === 'string') return json.trim() === '' ? undefined : { text: json, link: undefined }
  const rows = Array.isArray(json) ? json : [at(json, 'rows'), at(json, 'logs')].find(Array.isArray)
  const lines = itemsOf(rows, 500)
    .map(rowOf)
    .filter((line) => line !== '')
  return lines.length === 0 ? undefined : { text: lines.join('\n'), link: at(json, 'app_url') ?? at(json, 'url') }
}

function rowOf(row: Json): string {
  if (typeof row === 'string') return row
  const message = firstText(row, ['message', 'msg', 'content', 'text'], 10_000)
  const columns = itemsOf(at(row, 'items') ?? row, 20).flatMap((item) => {
    const text = textOf(item)
    return text === undefined ? [] : [text]
  })
  const clock = firstText(row, ['timestamp', 'time', 'date'])
  return [clock, ...columns, message].filter((part) => part !== undefined).join(' ')
}

const idOf = (fields: JsonObject): { deliveryId?: string } => {
  const id = textOf(fields.eventid ?? fields.id, 255)
  return id === undefined ? {} : { deliveryId: `${id}/${textOf(fields.lastupdated ?? fields.date) ?? ''}` }
}
