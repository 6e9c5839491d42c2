import { z } from 'zod'

/** The one shape of an answer: engines return it, storage keeps it (without quotes), pages, Slack and the CLI show it. */

export const CATEGORIES = [
  'compile_error',
  'type_error',
  'lint_failure',
  'test_failure',
  'dependency_install',
  'build_environment',
  'ci_configuration',
  'configuration_error',
  'permission_or_secret',
  'timeout',
  'resource_exhaustion',
  'network',
  'dns',
  'tls',
  'dependency_failure',
  'data_error',
  'code_defect',
  'infrastructure',
  'healthy',
  'unknown',
] as const
export const VERDICTS = ['no_action', 'action_suggested', 'action_required', 'inconclusive'] as const
export const DECISIONS = ['act', 'escalate', 'watch', 'none'] as const
export const RISKS = ['read_only', 'reversible', 'risky'] as const
export const MEASURERS = ['server', 'browser', 'cli'] as const

const line = z.int().min(1)
const share = z.number().min(0).max(1)
const prose = (maxChars: number) => z.string().max(maxChars)

export const evidenceSchema = z.object({
  /** 1-based number in the original log. */
  line,
  /** The line with its variables as `<*>`. */
  template: prose(1_000),
  /** Lines of this template in the log. */
  count: z.int().min(1),
  /** The redacted line itself. Lives in memory, on the live page and on the CLI; never stored. */
  quote: prose(2_000).optional(),
})

export const actionSchema = z.object({
  description: prose(600),
  /** Shown as text to copy, never executed. */
  command: prose(600).optional(),
  risk: z.enum(RISKS),
})

export const rootCauseSchema = z.object({
  summary: prose(1_000),
  confidence: share,
  component: prose(200).nullable(),
  kind: z.enum(['cause', 'symptom']),
  evidence: z.array(evidenceSchema).max(20),
})

export const findingSchema = z.object({
  type: prose(80),
  class: z.enum(['secret', 'pii', 'financial', 'custom']),
  count: z.int().min(1),
})

/** One request to a model: what left, to whom, measured by whom. Empty list in a receipt: nothing left. */
export const egressSchema = z.object({
  at: z.iso.datetime(),
  host: prose(255),
  model: prose(100),
  purpose: z.enum(['analysis', 'repair', 'second_opinion', 'retry']),
  bytesOut: z.int().min(0),
  bytesIn: z.int().min(0),
  /** Tokens sent, as `bytesOut` are bytes sent; `tokensIn` are those of the reply. The provider's own count. */
  tokensOut: z.int().min(0),
  tokensIn: z.int().min(0),
  /** SHA-256, lower-case hex, of the exact request body. */
  bodySha256: z.string().regex(/^[0-9a-f]{64}$/),
  measuredBy: z.enum(MEASURERS),
  /** The masked picture in it, as it left. */
  picture: z
    .object({
      bytes: z.int().min(1),
      width: z.int().min(1),
      height: z.int().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .optional(),
  /** HTTP status of the answer; null where none came. */
  status: z.int().min(100).max(599).nullable().optional(),
  /** From the first byte sent to the last byte read, in milliseconds. */
  ms: z.int().min(0).optional(),
  /** By list price, in millionths of a US dollar. */
  costMicroUsd: z.int().min(0).optional(),
  /** What the receiver says it keeps, as configured when the request was made. */
  retention: prose(600).optional(),
})

export const receiptSchema = z.object({
  measuredBy: z.enum(MEASURERS),
  /** Bytes and lines of log that reached the measurer. */
  bytesIn: z.int().min(0),
  linesIn: z.int().min(0),
  redactions: z.array(findingSchema).max(500),
  ruleSet: prose(80),
  /** SHA-256 of the redacted lines that were read, joined by \n, lower-case hex; never of the original. Missing in old ones. */
  textSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Bytes of log text at rest afterwards: 0 unless the tenant keeps excerpts. */
  rawBytesStored: z.int().min(0),
  bytesStored: z.int().min(0),
  requests: z.array(egressSchema).max(50),
})

export const decisionSchema = z.object({
  kind: z.enum(DECISIONS),
  reason: prose(600),
  /** Whom to involve, as a role ("the owner of payments-db"), or null. */
  involve: prose(200).nullable(),
})

/** What an engine finds. The receipt and what the run cost are added around it. */
export const diagnosisSchema = z.object({
  title: prose(200),
  summary: prose(2_000),
  category: z.enum(CATEGORIES),
  verdict: z.enum(VERDICTS),
  decision: decisionSchema,
  confidence: share,
  confidenceReasons: z.array(prose(300)).max(10),
  component: prose(200).nullable(),
  rootCauses: z.array(rootCauseSchema).max(5),
  timeline: z
    .array(
      z.object({
        line,
        /** ISO 8601 where the log carries a clock. */
        at: prose(40).nullable(),
        label: prose(300),
        kind: z.enum(['cause', 'symptom', 'burst', 'change', 'recovery', 'end']),
      }),
    )
    .max(30),
  actions: z.array(actionSchema).max(10),
  ruledOut: z.array(z.object({ hypothesis: prose(300), reason: prose(600) })).max(10),
  dataGaps: z.array(prose(300)).max(10),
  /** The one read-only step that would disprove the answer. */
  killTest: actionSchema.nullable(),
})

/** Counts over the lines that were read, and their most telling templates: what the charts are drawn from. No line of a log. */
export const chartSchema = z.object({
  /** Lines that were counted. */
  lines: z.int().min(0),
  /** Equal stretches of the clock where the log has one, else of its lines. */
  buckets: z
    .array(
      z.object({
        /** Epoch milliseconds of its beginning; null where the log carries no clock. */
        at: z.int().nullable(),
        firstLine: line,
        lines: z.int().min(0),
        errors: z.int().min(0),
      }),
    )
    .max(60),
  templates: z
    .array(
      z.object({
        template: prose(1_000),
        count: z.int().min(1),
        firstLine: line,
        lastLine: line,
        level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'unknown']),
        /** Its lines in each bucket. */
        spark: z.array(z.int().min(0)).max(60),
      }),
    )
    .max(20),
})
export type Chart = z.infer<typeof chartSchema>

export const analysisSchema = diagnosisSchema.extend({
  engine: z.enum(['local', 'claude']),
  model: prose(100).nullable(),
  tokens: z.object({ in: z.int().min(0), out: z.int().min(0) }),
  receipt: receiptSchema,
  /** Why the answer comes from another engine than the one asked for, or what was held back from it; shown to people. */
  notice: prose(600).optional(),
  /** Missing in old ones, and where nothing was read. */
  chart: chartSchema.optional(),
})

export type Category = (typeof CATEGORIES)[number]
export type Verdict = (typeof VERDICTS)[number]
export type DecisionKind = (typeof DECISIONS)[number]
export type Risk = (typeof RISKS)[number]
export type Evidence = z.infer<typeof evidenceSchema>
export type Action = z.infer<typeof actionSchema>
export type RootCause = z.infer<typeof rootCauseSchema>
export type Egress = z.infer<typeof egressSchema>
export type Receipt = z.infer<typeof receiptSchema>
export type Diagnosis = z.infer<typeof diagnosisSchema>
export type Analysis = z.infer<typeof analysisSchema>
