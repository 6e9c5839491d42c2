import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Analysis } from './pipeline/analysis.ts'

/**
 * Figures of this process for Prometheus: how much, how fast, how it ended. Labels come from fixed lists of our own words:
 * no workspace, no address, no text of anybody. Each process has its own; a collector adds them up.
 */

type Stage = 'redact' | 'explain' | 'answer' | 'guard' | 'store'

export interface Metrics {
  registry: Registry
  stageSeconds: Histogram<'stage'>
  hookAnswers: Counter<'status'>
  analyses: Counter<'engine' | 'verdict' | 'source'>
  redactions: Counter<'class'>
  modelRequests: Counter<'model' | 'purpose' | 'status'>
  modelTokens: Counter<'model' | 'direction'>
  modelCostUsd: Counter<'model'>
  messages: Counter<'channel' | 'outcome'>
  alertSeconds: Histogram<never>
  limitsRefused: Counter<'door' | 'scope'>
}

/** Milliseconds to minutes: the receive path, the pipeline, a model. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]

interface Held {
  letheMetrics?: Metrics
  /** Put there by the queue; see queue/alert-queue.ts. */
  letheAlertQueue?: { load(): { jobs: number; bytes: number } }
}

/** On globalThis: a bundler may load this module more than once, and each copy would count for itself. */
const held = globalThis as typeof globalThis & Held

export function metrics(): Metrics {
  held.letheMetrics ??= createMetrics()
  return held.letheMetrics
}

function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter({ name: `lethe_${name}`, help, labelNames, registers })
  const histogram = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Histogram({ name: `lethe_${name}`, help, labelNames, buckets: BUCKETS, registers })
  addQueueGauges(registers)
  return {
    registry,
    stageSeconds: histogram('stage_seconds', 'Time in one stage of an analysis.', ['stage']),
    hookAnswers: counter('hook_answers_total', 'Answers to senders of alerts, by HTTP status.', ['status']),
    analyses: counter('analyses_total', 'Analyses that were stored.', ['engine', 'verdict', 'source']),
    redactions: counter('redactions_total', 'Passages that were redacted in stored analyses, by class.', ['class']),
    modelRequests: counter('model_requests_total', 'Requests to a model.', ['model', 'purpose', 'status']),
    modelTokens: counter('model_tokens_total', 'Tokens, as the provider counts them.', ['model', 'direction']),
    modelCostUsd: counter('model_cost_usd_total', 'Cost by list price, in US dollars.', ['model']),
    messages: counter('messages_total', 'Attempts to tell a channel.', ['channel', 'outcome']),
    alertSeconds: histogram('alert_seconds', 'From the acceptance of an alert to the end of its analysis.', []),
    limitsRefused: counter('limits_refused_total', 'Requests refused for coming too often.', ['door', 'scope']),
  }
}

function addQueueGauges(registers: Registry[]): void {
  const load = () => held.letheAlertQueue?.load() ?? { jobs: 0, bytes: 0 }
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `lethe_${name}`,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('queue_jobs', 'Alerts that wait or run in this process.', () => load().jobs)
  gauge('queue_bytes', 'Memory that their texts hold.', () => load().bytes)
}

/** Runs `work` and notes how long it took, however it ended. */
export async function timed<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  const end = metrics().stageSeconds.startTimer({ stage })
  try {
    return await work()
  } finally {
    end()
  }
}

export function countAnalysis({ engine, verdict, receipt }: Analysis, source: string): void {
  const { analyses, redactions, modelRequests, modelTokens, modelCostUsd } = metrics()
  analyses.inc({ engine, verdict, source })
  for (const { class: kind, count } of receipt.redactions) redactions.inc({ class: kind }, count)
  for (const { model, purpose, status, tokensOut, tokensIn, costMicroUsd = 0 } of receipt.requests) {
    modelRequests.inc({ model, purpose, status: status ?? 'none' })
    modelTokens.inc({ model, direction: 'out' }, tokensOut)
    modelTokens.inc({ model, direction: 'in' }, tokensIn)
    modelCostUsd.inc({ model }, costMicroUsd / 1e6)
  }
}

export const countRefusal = (door: string, scope: string): void => metrics().limitsRefused.inc({ door, scope })
