import { createAuditEvent } from '../data/audit-events.ts'
import type { TenantId } from '../data/unscoped.ts'
import { env } from '../env.ts'
import { loadModelAccess } from '../model-policy.ts'
import type { Analysis } from '../pipeline/analysis.ts'
import { COMPLEX_MODEL } from '../pipeline/analyze/models.ts'
import { analysisRequest } from '../pipeline/analyze/request.ts'
import type { NumberedLine } from '../pipeline/condense/from-numbered.ts'
import { discordMessage } from '../pipeline/deliver/discord-webhook.ts'
import { mailText } from '../pipeline/deliver/mail-channel.ts'
import { messageParts } from '../pipeline/deliver/message-parts.ts'
import { webhookBody } from '../pipeline/deliver/outgoing-webhook.ts'
import { noteText } from '../pipeline/deliver/pagerduty-note.ts'
import { slackMessage } from '../pipeline/deliver/slack-message.ts'
import { teamsMessage } from '../pipeline/deliver/teams-workflow.ts'
import { type RedactedText, sliceRedacted } from '../pipeline/redact/redacted-text.ts'
import { explainInWorker, guardInWorker } from '../pipeline/workers/diagnose-in-worker.ts'
import { packLines } from '../pipeline/workers/packed-lines.ts'
import { redactInWorker } from '../pipeline/workers/redact-in-worker.ts'
import { postMortemOf } from '../post-mortem/facts.ts'
import { postMortemMarkdown } from '../post-mortem/markdown.ts'
import { loadRedactionPolicy } from '../redaction-policy.ts'
import { findCanaries, type PlantedCanary, plantCanaries } from './canaries.ts'

/** One place on the way out, and what stood there that may not. */
export interface ExaminedPlace {
  place: string
  /** Names of the values that were found. Empty: it holds. */
  found: string[]
  bytes: number
}

export interface SelfTest {
  at: string
  passed: boolean
  /** What was planted; values are gone. */
  planted: string[]
  examined: ExaminedPlace[]
  notExamined: readonly { place: string; why: string }[]
  /** The search is tried on the log itself, where everything must be found: a blind search would pass too. */
  searchWorks: boolean
}

const BUDGET_TOKENS = 8_000

/** What this process cannot see, said beside every result. */
export const NOT_EXAMINED = [
  { place: 'Your browser', why: 'Its redaction runs before anything is sent; this test begins on the server.' },
  {
    place: 'The database’s files, write-ahead log and backups',
    why: 'They are searched by the tests of each version.',
  },
  { place: 'Swap and core dumps of the machine', why: 'They are for whoever runs this Lethe.' },
  { place: 'A proxy or load balancer in front', why: 'It sees the requests of browsers and senders.' },
  { place: 'The model’s provider and the receivers of messages', why: 'What they do with what they get is theirs.' },
  { place: 'Your exact values', why: 'They are applied here, and never shown, so none is planted.' },
] as const

/**
 * Sends made-up values through this workspace's own pipeline, under its own rules, up to where a socket would open, and looks
 * at what would have left. Nothing is sent and nothing is stored but the result, in the audit log.
 */
export async function runSelfTest(tenant: TenantId, userId: string): Promise<SelfTest> {
  const { policy } = await loadRedactionPolicy(tenant)
  const { canaries, log } = plantCanaries(policy.fields)
  const redaction = await redactInWorker(log, policy)
  const lines = numberedLines(redaction.text)
  const { log: condensed, diagnosis } = await explainInWorker(packLines(lines), BUDGET_TOKENS)
  const analysis: Analysis = { ...diagnosis, ...madeUp(lines.length) }
  const stored = { ...(await guardInWorker(analysis, condensed)), ...madeUp(lines.length) }
  const secrets = canaries.filter(({ kind }) => kind === 'secret')
  const examined = [
    ...look(secrets, [
      ['The redacted lines, which everything after this reads', redaction.text],
      ['The request to a model, as its socket would get it', JSON.stringify(analysisRequest(condensed, COMPLEX_MODEL))],
      ['The answer on the page, with quotes', JSON.stringify(analysis)],
    ]),
    ...look(canaries, [['The rows that would be stored', JSON.stringify(stored)], ...messagesOf(stored)]),
  ]
  const searchWorks = findCanaries(canaries, log).length === canaries.length
  const passed = searchWorks && redaction.complete && examined.every(({ found }) => found.length === 0)
  const failed = examined.filter(({ found }) => found.length > 0).length
  const { policy: model } = await loadModelAccess(tenant)
  const detail = { passed, places: examined.length, failed, planted: canaries.length, model: model.mode }
  await createAuditEvent(tenant, { actorId: userId, action: 'workspace.leak_tested', detail })
  return {
    ...{ at: new Date().toISOString(), passed, planted: canaries.map(({ name }) => name), examined, searchWorks },
    notExamined: NOT_EXAMINED,
  }
}

function numberedLines(text: RedactedText): NumberedLine[] {
  const lines: NumberedLine[] = []
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    lines.push({ number: lines.length + 1, text: sliceRedacted(text, start, end) })
    start = end + 1
  }
  return lines
}

/** What each kind of channel would be told, whether or not the workspace has one. */
function messagesOf(analysis: Analysis): [string, string][] {
  const url = `${env().url}/analyses/self-test`
  const telling = { analysis, alert: null, url, addLogsUrl: url }
  const parts = messageParts(telling)
  const now = new Date()
  return [
    ['The message to Slack', JSON.stringify(slackMessage(telling))],
    ['The message to Microsoft Teams', JSON.stringify(teamsMessage(parts))],
    ['The message to Discord', JSON.stringify(discordMessage(parts))],
    ['The mail', mailText(parts)],
    ['The note in PagerDuty', noteText(parts)],
    ['The body of an outgoing webhook', webhookBody({ telling, now })],
    [
      'The post-mortem and the shared page',
      postMortemMarkdown(postMortemOf({ createdAt: now, analysis, alert: null })),
    ],
  ]
}

function look(canaries: readonly PlantedCanary[], places: readonly (readonly [string, string])[]): ExaminedPlace[] {
  return places.map(([place, text]) => ({
    place,
    found: findCanaries(canaries, text),
    bytes: Buffer.byteLength(text),
  }))
}

/** The part of an analysis that a run adds around what was found. */
function madeUp(linesIn: number): Pick<Analysis, 'engine' | 'model' | 'tokens' | 'receipt'> {
  return {
    ...{ engine: 'local', model: null, tokens: { in: 0, out: 0 } },
    receipt: {
      ...{ measuredBy: 'server', bytesIn: 0, linesIn, redactions: [], ruleSet: 'self-test' },
      ...{ rawBytesStored: 0, bytesStored: 0, requests: [] },
    },
  }
}
