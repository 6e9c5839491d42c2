import { z } from 'zod'
import { CLAIM_CLASSES } from './claim.ts'
import { CLAIM_STATES } from './claim-state.ts'
import { evidenceRecordSchema } from './evidence-record.ts'

/** What `lethe trust verify` and the tests expect of claims.json. */

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const runSchema = z.strictObject({
  outcome: evidenceRecordSchema.shape.outcome,
  at: z.iso.datetime(),
  population: z.int().min(0),
  wentRed: z.boolean(),
  sourceHash: hash,
  hash,
})

const checkSchema = z.strictObject({
  id: z.string(),
  method: z.string(),
  negativeControl: z.string(),
  ref: z.string(),
  command: z.string(),
  ttlDays: z.int().min(1),
  minPopulation: z.int().min(1),
  latest: runSchema.nullable(),
  history: z.array(runSchema),
})

const claimSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  statement: z.string(),
  class: z.enum(CLAIM_CLASSES),
  flows: z.array(z.string()),
  data: z.array(z.string()),
  doesNotShow: z.array(z.string()).min(1),
  state: z.strictObject({ kind: z.enum(CLAIM_STATES), detail: z.string(), goodUntilMs: z.number().nullable() }),
  checks: z.array(checkSchema),
  maps: z.strictObject({ asvs: z.array(z.string()), ccm: z.array(z.string()), nist: z.array(z.string()) }),
  independence: z.enum(['self', 'reproducible', 'third_party']),
  owner: z.string(),
  reviewBy: z.iso.date(),
})

export const claimsDocumentSchema = z.strictObject({
  version: z.literal(1),
  generatedAt: z.iso.datetime(),
  url: z.url(),
  sourceHash: hash.nullable(),
  evidence: z.strictObject({
    kind: z.enum(['none', 'refused', 'records']),
    why: z.string().nullable(),
    signedBy: z.string(),
    head: hash.nullable(),
    wholeHistory: z.url(),
    records: z.array(evidenceRecordSchema),
  }),
  counts: z.record(z.enum(CLAIM_STATES), z.int().min(0)),
  claims: z.array(claimSchema),
})
export type ClaimsDocument = z.infer<typeof claimsDocumentSchema>
