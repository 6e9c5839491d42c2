import { condense } from '#lib/pipeline/condense/condense.ts'
import { fromNumberedLines, lineText, type NumberedLine } from '#lib/pipeline/condense/from-numbered.ts'
import { indexLines, lineAt } from '#lib/pipeline/condense/lines.ts'
import { publishedTexts } from '#lib/pipeline/diagnose/published-texts.ts'
import { type EvidenceMatch, matchEvidence } from '#lib/pipeline/guard/match-evidence.ts'
import { findMarkers } from '#lib/pipeline/redact/markers.ts'
import { defaultPolicy, type RedactionPolicy } from '#lib/pipeline/redact/policy.ts'
import { recheck } from '#lib/pipeline/redact/recheck.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import type { RedactedText } from '#lib/pipeline/redact/redacted-text.ts'
import { preparePolicy } from '#lib/pipeline/redact/tenant-patterns.ts'
import { indexLog } from '../analyze/line-index.ts'
import { openSources, Refused } from '../analyze/open-sources.ts'
import { toSentLines } from '../analyze/sent-lines.ts'
import { createThrottle } from '../analyze/throttle.ts'
import { keepInFile } from './relight-keep.ts'
import type { FromRelight, LitLine, RelightRequest } from './relight-protocol.ts'

/**
 * Finds the evidence of a stored analysis in the person's own file: redacted and hashed here, as it was when it was sent. It has
 * no way out but messages to its page, and the file is gone with it. An error's text may quote the log: none is printed.
 */
declare const self: DedicatedWorkerGlobalScope

const AROUND = 2
const MAX_SHOWN_CHARS = 1_000
const mayReport = createThrottle(50, () => performance.now())
const post = (message: FromRelight) => self.postMessage(message)

self.onmessage = async ({ data }: MessageEvent<RelightRequest>) => {
  try {
    post(await relight(data))
  } catch (error) {
    const known = error instanceof Refused
    post({ type: 'refused', reason: known ? error.reason : 'failed', bytes: known ? error.bytes : 0 })
  }
}

async function relight({ files, policy: given, matching }: RelightRequest): Promise<FromRelight> {
  const { policy, rejected } = await preparePolicy({ ...defaultPolicy, ...given })
  if (rejected.length > 0) throw new Refused('failed')
  const { text } = await openSources(files, () => {})
  const whole = redactAsSent(text, policy, matching)
  const log = indexLines(whole.text)
  const lines = linesAsRead(whole.text, policy, matching)
  const read = new Map<number, string>(lines.map((line) => [line.number, lineText(line.text)]))
  const textAt = (line: number) =>
    read.get(line) ?? (line >= 1 && line <= log.count ? lineText(lineAt(log, line - 1)) : undefined)
  const key = await importKey(matching.key)
  const matches = await matchEvidence(matching.evidence, {
    log: fromNumberedLines(lines),
    textAt,
    hashOf: (line) => hashOf(key, line),
    phrases: publishedTexts(),
  })
  const shown = (line: number) => (line >= 1 && line <= log.count ? lineText(lineAt(log, line - 1)) : undefined)
  return { type: 'lit', lines: matches.map((match) => withContext(match, shown)), ruleSet: whole.ruleSet }
}

/** The whole file, with what the person had kept then. */
function redactAsSent(original: string, policy: RedactionPolicy, { overrides }: RelightRequest['matching']) {
  const onProgress = (done: number, total: number) => {
    if (mayReport('redacting')) post({ type: 'progress', done, total })
  }
  const plain = redact(original, policy, { onProgress })
  if (overrides.length === 0) return plain
  const { starts } = indexLog(original)
  const keep = keepInFile(plain.spans, overrides, (line) => starts[line - 1] ?? 0)
  return keep.length === 0 ? plain : redact(original, { ...policy, keep })
}

/** The lines that would be sent, as the server reads them: redacted again, with the kept places in columns of what is sent. */
function linesAsRead(text: RedactedText, policy: RedactionPolicy, { overrides }: RelightRequest['matching']) {
  const names = new Set(policy.patterns.map(({ name }) => name))
  const sent = toSentLines(condense(text).lines, (part) => findMarkers(part, names))
  const rows = new Map(sent.map(({ number }, index) => [number, index + 1]))
  const keep = overrides.flatMap((place) => {
    const line = rows.get(place.line)
    return line === undefined ? [] : [{ ...place, line }]
  })
  const read = indexLines(recheck(sent.map((line) => line.text).join('\n'), { ...policy, keep }).text)
  return sent.map(({ number }, i): NumberedLine => ({ number, text: lineAt(read, i) }))
}

const importKey = (key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytesOf(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

async function hashOf(key: CryptoKey, text: string): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
  return [...mac].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function withContext(match: EvidenceMatch, textAt: (line: number) => string | undefined): LitLine {
  const { at } = match
  const numbers = at === null ? [] : Array.from({ length: 2 * AROUND + 1 }, (_, i) => at - AROUND + i)
  const context = numbers.flatMap((number) => {
    const text = textAt(number)
    return text === undefined ? [] : [{ number, text: text.slice(0, MAX_SHOWN_CHARS) }]
  })
  return { ...match, context }
}
