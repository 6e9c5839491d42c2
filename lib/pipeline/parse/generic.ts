import { findEvidence } from './find-evidence.ts'
import { severityOf, statusOf } from './grade.ts'
import type { AlertEvidence, AlertLink, LinkRel, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { parseBody } from './read-body.ts'
import {
  at,
  cut,
  firstText,
  isObject,
  type Json,
  type JsonObject,
  lineOf,
  stringify,
  textOf,
  timeOf,
  urlOf,
} from './read-json.ts'

/** A body of unknown shape: names that most senders use, in the order of how much they say. What fits none is evidence. */

const MAX_ALERTS = 100
const MAX_LABELS = 50
const MAX_JSON_CHARS = 262_144

const LISTS = ['alerts', 'incidents', 'events']

/** Names are compared without case and signs: `alert_name`, `alertName` and `Alert Name` are one. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
const words = (list: string): readonly string[] => list.trim().split(/\s+/).map(plain)

const ENVELOPES = words('incident alert event data attributes checkResult objectAttributes build jsonPayload')
const TITLES = words(`
  title alertName alertTitle headline subject ruleName checkName monitorName monitorFriendlyName eventName searchName
  eventMessage issueTitle displayName name summary message msg description resultDescription reason textPayload`)
const SUMMARIES = words(
  'summary description resultDescription message longDescription alertDetails triggerDescription details msg',
)
const SEVERITIES = words(
  'severity level priority urgency importanceLevel importance criticality alertSeverity eventSeverity',
)
const STATUSES = words(`
  status state currentState alertStatus eventStatus alertState alertTypeFriendlyName actionGroupName action transition
  eventType type`)
const KEYS = words(`
  fingerprint dedupKey deduplicationKey incidentKey alias incidentId alertId checkId ruleId monitorId id key eventId sourceId`)
const SERVICES = words('service serviceName app application component job host hostname involvedObject')
const ENVIRONMENTS = words('environment env stage cluster')
const STARTS = words(`
  startedAt startsAt triggeredAt createdAt occurredAt stateChangedTimestamp firstTimestamp alertDatetime eventTime timestamp
  time date`)
const KINDS = words('eventType type objectKind kind')
/** Where nothing names an alert. */
export const UNTITLED = 'Alert without a title'
const ENDS = words('endedAt endsAt resolvedAt closedAt finishedAt')
const LINKS: readonly [LinkRel, readonly string[]][] = [
  [
    'alert',
    words(`
      url link ruleUrl htmlUrl alertUrl incidentUrl permalink webUrl generatorUrl externalUrl triggerUrl resultsLink
      viewInAppUrl fullUrl identifierLink detailsUrl monitorUrl`),
  ],
  ['runbook', words('runbookUrl runbook')],
  ['dashboard', words('dashboardUrl panelUrl')],
  ['logs', words('logsUrl logUrl')],
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
  const places = [...innerOf(json), json, ...placesOf(json), ...around, ...around.flatMap(placesOf)].map(folded)
  const find = (names: readonly string[], maxChars?: number) => {
    for (const place of places) {
      const text =
        firstText(place, names, maxChars) ?? firstText(wordOf(place, names), ['name', 'summary', 'id'], maxChars)
      if (text !== undefined) return text
    }
    return undefined
  }
  const time = (names: readonly string[]) => places.flatMap((p) => names.map((n) => timeOf(p[n]))).find(Boolean)
  const title = lineOf(find(TITLES)) ?? lineOf(firstText(folded(json), KINDS)) ?? UNTITLED
  const rawSeverity = lineOf(find(SEVERITIES, 80))
  const key = lineOf(find(KEYS, 200))
  const service = lineOf(find(SERVICES, 200))
  const status = statusIn(places) ?? statusInTitle(title) ?? 'firing'
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
    const names = folded(present)
    const inner: Json | undefined = ENVELOPES.map((name) => names[name]).find(isObject)
    if (!inner) break
    found.unshift(inner)
    present = inner
  }
  return found
}

/** Where Prometheus and its kin put names and severities. */
function placesOf(json: Json): Json[] {
  const names = folded(json)
  return ASIDE.flatMap((name) => {
    const place = names[name]
    return isObject(place) ? [place] : []
  })
}
const ASIDE = words('labels annotations commonLabels commonAnnotations tags fields')

const MAX_NAMES = 500
const LABELS = words('labels tags commonLabels')

/** The same under plain names; of two that are one, the first counts. */
function folded(json: Json | undefined): JsonObject {
  const names: JsonObject = Object.create(null)
  if (!isObject(json)) return names
  for (const [name, value] of Object.entries(json).slice(0, MAX_NAMES)) names[plain(name)] ??= value
  return names
}

/** A named thing given as an object: `service: {"name": ...}`. */
function wordOf(place: JsonObject, names: readonly string[]): Json | undefined {
  return names.map((name) => place[name]).find(isObject)
}

function statusIn(places: readonly JsonObject[]): NormalizedAlert['status'] | undefined {
  for (const place of places)
    for (const name of STATUSES) {
      const status = statusOf(textOf(place[name], 80))
      if (status) return status
    }
  return undefined
}

/** `[Resolved] ...`, `[API] [Up] ...`, `Backup is UP`: words in brackets, and single ones in capitals. Nothing where they disagree. */
function statusInTitle(title: string): NormalizedAlert['status'] | undefined {
  const bracketed = [...title.slice(0, 200).matchAll(/\[[^\]\w]{0,8}([A-Za-z]{2,20})\]/g)].map((match) => match[1])
  const shouted = title.slice(0, 200).match(/\b[A-Z]{2,12}\b/g) ?? []
  for (const candidates of [bracketed, shouted]) {
    const found = new Set(candidates.map((word) => statusOf(word)).filter((status) => status !== undefined))
    const [only] = found
    if (found.size === 1 && only !== 'info') return only
  }
  return undefined
}

function linksOf(places: readonly JsonObject[]): AlertLink[] {
  const links = LINKS.flatMap(([rel, names]) => {
    const url = places.flatMap((place) => names.map((name) => urlOf(place[name]))).find(Boolean)
    return url ? [{ rel, url }] : []
  })
  return links.filter(({ url }, index) => links.findIndex((other) => other.url === url) === index)
}

function labelsOf(places: readonly JsonObject[]): Record<string, string> {
  const pairs = places.flatMap((place) =>
    LABELS.flatMap((name) => {
      const given = place[name]
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
  const title = lineOf(cut(lines.find((line) => line.trim() !== '') ?? '', 300)) ?? UNTITLED
  const evidence: AlertEvidence[] = [{ type: lines.length > 1 ? 'log' : 'text', text: body }]
  const status = statusInTitle(title) ?? 'firing'
  const ungraded = { severity: 'unknown', links: [], labels: {} } as const
  return {
    source,
    alertKey: cut(title, 200),
    keyed: false,
    status,
    title,
    evidence,
    ...ungraded,
    links: [],
    labels: {},
  }
}

/** Without the properties that are undefined. */
function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
