import { z } from 'zod'

/**
 * A claim: one sentence that the public pages may say about the product, what it does not show, and the checks that can
 * prove it wrong. Pages take the words from here and from nowhere else.
 */

export const CLAIM_CLASSES = ['tested', 'probed', 'derived', 'attested', 'third_party', 'planned'] as const

const sentence = z.string().min(10).max(600)

const checkSchema = z.object({
  id: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
  kind: z.enum(['test', 'probe', 'derived', 'attestation']),
  /** Repository path of the proof; one `*` may stand in the file's name. */
  ref: z.string().regex(/^[a-z0-9][\w./*-]+$/),
  /** What it does, in one sentence. */
  method: sentence,
  /** What a reader types to run it. */
  command: z.string().min(1).max(200),
  /** Days after which a pass no longer counts. */
  ttlDays: z.int().min(1).max(400),
  /** Fewer cases than this prove nothing. */
  minPopulation: z.int().min(1),
  /** How the check is shown to be able to fail. */
  negativeControl: sentence,
})

export const claimSchema = z
  .object({
    /** Never used again, even when the claim is withdrawn. */
    id: z.string().regex(/^[A-Z]{2,8}-\d{2}$/),
    title: z.string().min(3).max(80),
    statement: sentence,
    scope: z.object({ flows: z.array(z.string()).min(1), data: z.array(z.string()).min(1) }),
    doesNotShow: z.array(sentence).min(1),
    class: z.enum(CLAIM_CLASSES),
    checks: z.array(checkSchema),
    independence: z.enum(['self', 'reproducible', 'third_party']),
    owner: z.string().min(2).max(80),
    reviewBy: z.iso.date(),
    planned: z.object({ milestone: sentence, target: z.iso.date().nullable() }).nullable(),
  })
  .refine((claim) => (claim.class === 'planned') === (claim.planned !== null), {
    error: 'a planned claim, and no other, says what is planned',
  })
  .refine((claim) => (claim.class === 'planned') === (claim.checks.length === 0), {
    error: 'every claim but a planned one has a check',
  })

export type Claim = z.infer<typeof claimSchema>
export type ClaimCheck = Claim['checks'][number]

/** Throws where a claim breaks the rules above. */
export function defineClaim(claim: Claim): Claim {
  return claimSchema.parse(claim)
}
