import { severityOf } from './grade.ts'
import type {
  AlertEvidence,
  AlertLink,
  AlertSeverity,
  AlertStatus,
  FetchMore,
  LinkRel,
  NormalizedAlert,
} from './normalized-alert.ts'
import { cut, isObject, type Json, lineOf, textOf, timeOf, urlOf } from './read-json.ts'

/** What a sender's file found; everything may be missing but the status. */
export interface AlertParts {
  key: string | undefined
  cycle?: string | undefined
  status: AlertStatus
  rawSeverity?: string | undefined
  /** Where the sender's words mean something else than the usual ones. */
  severity?: AlertSeverity | undefined
  title: string | undefined
  summary?: string | undefined
  service?: string | undefined
  environment?: string | undefined
  startedAt?: Json | undefined
  endedAt?: Json | undefined
  links?: readonly (AlertLink | undefined)[]
  labels?: Readonly<Record<string, Json | undefined>>
  evidence?: readonly (AlertEvidence | undefined)[]
  fetchMore?: FetchMore | undefined
}

const MAX_LABELS = 50
const MAX_LINKS = 10
const MAX_PIECES = 50
const MAX_CHARS = 1_048_576

/** Within the bounds that every alert keeps, without what is undefined. */
export function buildAlert(source: string, parts: AlertParts): NormalizedAlert {
  const { status, fetchMore } = parts
  const short = { service: parts.service, environment: parts.environment, rawSeverity: parts.rawSeverity }
  const lines = Object.entries(short).map(([name, text]) => [name, lineOf(text && cut(text, 200))])
  const key = lineOf(parts.key && cut(parts.key, 300))
  const title = lineOf(parts.title && cut(parts.title, 300)) ?? 'Alert without a title'
  const cycle = lineOf(parts.cycle && cut(parts.cycle, 300))
  const startedAt = timeOf(parts.startedAt)
  const endedAt = status === 'resolved' ? timeOf(parts.endedAt) : undefined
  const summary = parts.summary?.trim() ? cut(parts.summary.trim(), 2_000) : undefined
  return {
    source,
    alertKey: key ?? cut([lineOf(parts.service), title].filter(Boolean).join('/'), 300),
    keyed: key !== undefined,
    ...(cycle === undefined ? {} : { cycleKey: cycle }),
    status,
    severity: parts.severity ?? severityOf(parts.rawSeverity),
    title,
    ...(summary === undefined ? {} : { summary }),
    ...Object.fromEntries(lines.filter(([, text]) => text !== undefined)),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    links: linksOf(parts.links ?? []),
    labels: labelsOf(parts.labels ?? {}),
    evidence: evidenceOf(parts.evidence ?? []),
    ...(fetchMore === undefined ? {} : { fetchMore }),
  }
}

/** A link where the value is an http or https address; a template that nobody filled in is none. */
export function linkTo(rel: LinkRel, value: Json | undefined): AlertLink | undefined {
  const url = typeof value === 'string' && /[{}<>]|\$[A-Z_]{3,}/.test(value) ? undefined : urlOf(value)
  return url === undefined ? undefined : { rel, url }
}

/** The first address in a text that says of itself that it is a runbook. */
export function runbookIn(text: string | undefined): AlertLink | undefined {
  // Each address is taken whole and looked at once: a pattern that looks for the word inside would go back for every start.
  const urls = (text ?? '').slice(0, MAX_SEARCHED_CHARS).match(/https?:\/\/[^\s"'<>)\]]{1,500}/gi) ?? []
  return linkTo(
    'runbook',
    urls.find((url) => /runbook|playbook/i.test(url)),
  )
}
const MAX_SEARCHED_CHARS = 50_000

/** Text as evidence, or undefined where there is none. */
export function piece(type: AlertEvidence['type'], value: Json | undefined): AlertEvidence | undefined {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? { type, text } : undefined
}

function linksOf(given: readonly (AlertLink | undefined)[]): AlertLink[] {
  const links = given.filter((link) => link !== undefined)
  return links.filter(({ url }, index) => links.findIndex((other) => other.url === url) === index).slice(0, MAX_LINKS)
}

function labelsOf(given: Readonly<Record<string, Json | undefined>>): Record<string, string> {
  const pairs = Object.entries(given).flatMap(([name, value]) => {
    const text = typeof value === 'boolean' ? String(value) : textOf(value, 200)
    return text === undefined || name === '' ? [] : [[cut(name, 80), text] as const]
  })
  return Object.fromEntries(pairs.slice(0, MAX_LABELS))
}

function evidenceOf(given: readonly (AlertEvidence | undefined)[]): AlertEvidence[] {
  const kept: AlertEvidence[] = []
  let left = MAX_CHARS
  for (const one of given) {
    if (!one || left <= 0 || kept.length >= MAX_PIECES || kept.some(({ text }) => text === one.text)) continue
    const text = cut(one.text, left)
    left -= text.length
    kept.push(text.length < one.text.length ? { ...one, text, truncated: true } : one)
  }
  return kept
}

/** `[{name, value}]` and `[{key, value}]`, as many senders write dimensions and labels. */
export function pairsOf(list: Json | undefined): Record<string, Json> {
  if (!Array.isArray(list)) return {}
  const pairs = list.slice(0, 200).flatMap((item) => {
    const name = isObject(item) ? (textOf(item.name) ?? textOf(item.key) ?? textOf(item.Name)) : undefined
    const value = isObject(item) ? (item.value ?? item.Value) : undefined
    return name === undefined || value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(pairs)
}
