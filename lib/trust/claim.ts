import { z } from 'zod'

/**
 * A claim: one sentence that the public pages may say about the product, what it does not show, and the checks that can
 * prove it wrong. Pages take the words from here and from nowhere else.
 */

export const CLAIM_CLASSES = ['tested', 'probed', 'derived', 'attested', 'third_party', 'planned'] as const

const sentence = z.string().min(10).max(600)

/** Names of standards may hold digits; every other figure comes from evidence, as `{name}`. */
const STANDARD_NAMES = /\b(SHA-256|AES-256-GCM|Ed25519|RFC \d+|UTF-16|base64|TLS 1\.[23]|CycloneDX 1\.\d)\b/g
const PLACEHOLDER = /\{([a-z]\w*)\}/gi

const statementSchema = sentence.refine(
  (text) => !/\d/.test(text.replace(STANDARD_NAMES, '').replace(PLACEHOLDER, '')),
  { error: 'figures come from evidence: write {name}, not a number' },
)

const checkSchema = z.object({
  /** `group.name`: the group is the file below ops/claims/checks that holds the check. */
  id: z.string().regex(/^[a-z]+\.[a-z]+(-[a-z]+)*$/),
  /** What it does, in one sentence. */
  method: sentence,
  /** How its subject is broken in every run, and must then be noticed. */
  negativeControl: sentence,
  /** Days after which a pass no longer counts. */
  ttlDays: z.int().min(1).max(90),
  /** Fewer cases than this prove nothing. */
  minPopulation: z.int().min(1),
})

/** Ids of controls that a claim speaks to; the words of the standards are not repeated. */
const mappingSchema = z.object({
  /** OWASP ASVS 5.0.0. */
  asvs: z.array(z.string().regex(/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/)),
  /** CSA CCM 4; a question of the CAIQ carries the id of its control. */
  ccm: z.array(z.string().regex(/^[A-Z&]{2,4}-\d{2}$/)),
  /** NIST SP 800-53 revision 5. */
  nist: z.array(z.string().regex(/^[A-Z]{2}-\d{1,2}(\(\d+\))?$/)),
})

export const claimSchema = z
  .object({
    /** Never used again, even when the claim is withdrawn. */
    id: z.string().regex(/^[A-Z]{2,8}-\d{2}$/),
    title: z.string().min(3).max(80),
    statement: statementSchema,
    scope: z.object({ flows: z.array(z.string()).min(1), data: z.array(z.string()).min(1) }),
    doesNotShow: z.array(sentence).min(1),
    class: z.enum(CLAIM_CLASSES),
    checks: z.array(checkSchema),
    independence: z.enum(['self', 'reproducible', 'third_party']),
    maps: mappingSchema,
    owner: z.string().min(2).max(80),
    reviewBy: z.iso.date(),
    planned: z.object({ milestone: sentence, target: z.iso.date().nullable() }).nullable(),
  })
  .refine((claim) => (claim.class === 'planned') === (claim.planned !== null), {
    error: 'a planned claim, and no other, says what is planned',
  })
  .refine((claim) => isChecked(claim) === claim.checks.length > 0, {
    error: 'a claim has a check, or it is planned or stated by somebody',
  })

export type Claim = z.infer<typeof claimSchema>
export type ClaimCheck = Claim['checks'][number]

/** False where no check of ours can say yes or no. */
export function isChecked(claim: { class: (typeof CLAIM_CLASSES)[number] }): boolean {
  return !['planned', 'attested', 'third_party'].includes(claim.class)
}

/** Repository path of the code of a check. */
export function checkFile(checkId: string): string {
  return `ops/claims/checks/${checkId.split('.')[0]}.ts`
}

/** The words with their figures; a figure that no evidence gives is a dash. */
export function filled(statement: string, figures: Readonly<Record<string, string | number>>): string {
  return statement.replace(PLACEHOLDER, (_, name: string) => String(figures[name] ?? '–'))
}

/** Everything that a reader reads as the claim: evidence for other words does not count. */
export function wordsOf(claim: Pick<Claim, 'title' | 'statement' | 'doesNotShow'>): string {
  return [claim.title, claim.statement, ...claim.doesNotShow].join('\n')
}
