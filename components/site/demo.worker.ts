import { condense } from '#lib/pipeline/condense/condense.ts'
import { diagnose } from '#lib/pipeline/diagnose/diagnose.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import type { DemoAnswer } from './demo-protocol.ts'

/** The whole way of a log, in the visitor's own browser: redact, condense, diagnose. Nothing is sent and nothing is kept. */
declare const self: DedicatedWorkerGlobalScope

const SHOWN = 4
const bytes = (text: string) => new TextEncoder().encode(text).length

self.onmessage = ({ data }: MessageEvent<string>) => {
  const started = performance.now()
  const { text, findings } = redact(data)
  const log = condense(text, { budgetTokens: 8_000, now: Date.now() })
  const { title, decision, confidence, rootCauses } = diagnose(log)
  const lines = text.split('\n')
  const [cause] = rootCauses
  const answer: DemoAnswer = {
    decision: `${decision.kind}. ${decision.reason}`,
    title,
    confidence,
    cause: cause?.summary ?? '',
    evidence: (cause?.evidence ?? []).slice(0, SHOWN).map(({ line }) => ({ line, text: lines[line - 1] ?? '' })),
    redactions: findings.map(({ type, count }) => ({ type, count })),
    bytesIn: bytes(data),
    bytesLeft: bytes(log.text),
    tookMs: Math.round(performance.now() - started),
  }
  self.postMessage(answer)
}
