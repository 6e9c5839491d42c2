import { z } from 'zod'
import { analysisSchema, CATEGORIES, DECISIONS, VERDICTS } from '../pipeline/analysis.ts'
import { pastedSchema } from '../pipeline/receive.ts'

/** What /api/v1 takes and answers. The OpenAPI document is made from these. */

/** Of characters: below what the body may weigh, whatever they are. */
export const TEXT_MAX_CHARS = 1_000_000
export const BODY_MAX_BYTES = 4 * 1024 * 1024
/** Of requests that have no use for one. */
export const NO_BODY_MAX_BYTES = 1024

const rawSchema = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(TEXT_MAX_CHARS)
      .describe('The log as it is. The server redacts it in memory before anything else is done with it.'),
  })
  .meta({ title: 'Raw text' })

const redactedSchema = z
  .strictObject({ lines: pastedSchema.shape.lines, overrides: pastedSchema.shape.overrides.default([]) })
  .meta({
    title: 'Redacted lines',
    description: 'Lines that were redacted where the log lies, with their numbers. The server redacts them again.',
  })

export const newAnalysisSchema = z.union([rawSchema, redactedSchema])

const ANALYSIS_SOURCES = ['paste', 'cli', 'webhook', 'screenshot', 'api'] as const

const alertSchema = z.strictObject({
  sourceKind: z.string(),
  sourceName: z.string(),
  title: z.string(),
  service: z.string().nullable(),
  environment: z.string().nullable(),
  severity: z.string(),
  status: z.string(),
  startedAt: z.string().nullable(),
  links: z.array(z.object({ rel: z.string(), url: z.string() })),
  alerts: z.int(),
  hasLog: z.boolean(),
})

export const answeredAnalysisSchema = z
  .strictObject({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    source: z.enum(ANALYSIS_SOURCES),
    revisionOf: z.uuid().nullable(),
    alert: alertSchema.nullable(),
    analysis: analysisSchema.describe(
      'Quotes of the log stand in the answer to the request that sent it, and nowhere afterwards.',
    ),
  })
  .meta({ title: 'Analysis' })

export const analysisSummarySchema = z.strictObject({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  source: z.enum(ANALYSIS_SOURCES),
  title: z.string(),
  summary: z.string(),
  category: z.enum(CATEGORIES),
  verdict: z.enum(VERDICTS),
  decision: z.enum(DECISIONS),
  confidence: z.number().min(0).max(1),
  component: z.string().nullable(),
  service: z.string().nullable(),
  engine: z.enum(['local', 'claude']),
})

export const analysisListSchema = z
  .strictObject({
    data: z.array(analysisSummarySchema),
    nextCursor: z.string().nullable().describe('Give it as `cursor` for the next page; null on the last one.'),
  })
  .meta({ title: 'A page of analyses, newest first' })

export const listQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(100).optional(),
  verdict: z.enum(VERDICTS).optional(),
  category: z.enum(CATEGORIES).optional(),
  decision: z.enum(DECISIONS).optional(),
})

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    status: z.int(),
    title: z.string(),
    happened: z.string(),
    kept: z.string(),
    todo: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    retryAfterSeconds: z.number().optional(),
  })
  .meta({ title: 'Problem' })

export type AnsweredAnalysis = z.infer<typeof answeredAnalysisSchema>
export type AnalysisList = z.infer<typeof analysisListSchema>
