import type { TenantId } from '../../data/unscoped.ts'
import { loadRedactionPolicy } from '../../redaction-policy.ts'
import type { AlertFacts } from '../parse/alert-facts.ts'
import type { AlertEvidence, NormalizedAlert } from '../parse/normalized-alert.ts'
import type { Received } from '../receive.ts'
import { policyDigest } from '../redact/policy.ts'
import { type RedactedText, sliceRedacted } from '../redact/redacted-text.ts'
import { numberLines } from '../workers/packed-lines.ts'
import { redactInWorker } from '../workers/redact-in-worker.ts'

/** Lines beyond are not read; a log of this length is larger than a body may be. */
const MAX_LINES = 50_000

/**
 * Raw words of a sender go in, redacted ones come out: what the alert says of itself, and its evidence as numbered lines.
 * One pass over all of it, so that a placeholder means the same everywhere. `redact`, never `recheck`: a marker in a
 * sender's text was forged. Throws Unavailable where the redactor does not finish; nothing may be made of the alert then.
 */
export async function redactAlerts(
  tenant: TenantId,
  source: { kind: string; name: string },
  alerts: readonly [NormalizedAlert, ...NormalizedAlert[]],
): Promise<{ facts: AlertFacts; received: Received }> {
  const [first] = alerts
  const { evidence, hasLog } = evidenceOf(alerts)
  const head = [first.title, first.service ?? '', first.environment ?? '', ...first.links.map(({ url }) => url)]
  const { text, ...received } = await redactText(tenant, head.map(onOneLine), evidence)
  const { lines, end } = firstLines(text, head.length)
  const [title = '', service = '', environment = '', ...urls] = lines
  const facts: AlertFacts = {
    sourceKind: source.kind,
    sourceName: source.name,
    title,
    service: service === '' ? null : service,
    environment: environment === '' ? null : environment,
    severity: first.severity,
    status: first.status,
    startedAt: first.startedAt ?? null,
    // An address in which something was redacted leads nowhere.
    links: first.links.filter(({ url }, index) => urls[index] === url),
    alerts: alerts.length,
    hasLog,
  }
  return { facts, received: { ...received, lines: evidence === '' ? [] : numberLines(text, end) } }
}

/** More evidence of the same alert, fetched later: the same rules, numbered after what is there. */
export async function redactMore(
  tenant: TenantId,
  received: Received,
  more: readonly AlertEvidence[],
): Promise<Received> {
  const { text, ...rest } = await redactText(tenant, [], joined(more))
  const last = received.lines.at(-1)?.number ?? 0
  return {
    ...rest,
    lines: [...received.lines, ...numberLines(text, 0, last)],
    bytesIn: received.bytesIn + rest.bytesIn,
    redactions: addFindings(received.redactions, rest.redactions),
  }
}

export const isLog = ({ type }: AlertEvidence): boolean => type === 'log' || type === 'stack'

function evidenceOf(alerts: readonly NormalizedAlert[]): { evidence: string; hasLog: boolean } {
  const pieces = alerts.flatMap(({ evidence }) => evidence.filter(({ type }) => type !== 'json'))
  const sorted = [...pieces.filter(isLog), ...pieces.filter((piece) => !isLog(piece))]
  return { evidence: joined(sorted), hasLog: pieces.some(isLog) }
}

/** All pieces as one text with plain line ends, without what lies beyond the last line that is read. */
function joined(pieces: readonly AlertEvidence[]): string {
  const text = pieces.map(({ text }) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)).join('\n')
  let end = -1
  for (let line = 0; line < MAX_LINES; line++) {
    end = text.indexOf('\n', end + 1)
    if (end < 0) return text
  }
  return text.slice(0, end)
}

async function redactText(
  tenant: TenantId,
  head: readonly string[],
  evidence: string,
): Promise<Omit<Received, 'lines'> & { text: RedactedText }> {
  const { policy } = await loadRedactionPolicy(tenant)
  const raw = (evidence === '' ? head : [...head, evidence]).join('\n')
  const redaction = await redactInWorker(raw, policy)
  return {
    text: redaction.text,
    bytesIn: Buffer.byteLength(raw),
    redactions: redaction.findings,
    ruleSet: redaction.ruleSet,
    policy: policyDigest(policy),
    overrides: [],
  }
}

/** The first `count` lines, and where the next one begins. */
function firstLines(text: RedactedText, count: number): { lines: RedactedText[]; end: number } {
  const lines: RedactedText[] = []
  let start = 0
  while (lines.length < count && start <= text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    lines.push(sliceRedacted(text, start, end))
    start = end + 1
  }
  return { lines, end: start }
}

function addFindings(a: Received['redactions'], b: Received['redactions']): Received['redactions'] {
  const sums = new Map<string, Received['redactions'][number]>()
  for (const finding of [...a, ...b]) {
    const key = `${finding.class}/${finding.type}`
    sums.set(key, { ...finding, count: finding.count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums.values()]
}

const onOneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ')
