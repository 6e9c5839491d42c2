import { type Claim, type ClaimCheck, claimSchema } from './claim.ts'

/** A claim as its file writes it down: what most of them share is filled in. */
export interface ClaimText {
  id: string
  title: string
  says: string
  /** What it does not show. */
  limits: readonly [string, ...string[]]
  /** Where it holds, and for what. */
  flows: readonly string[]
  data: readonly string[]
  checks?: readonly {
    id: string
    does: string
    breaks: string
    days?: number
    least: number
  }[]
  maps?: Partial<Claim['maps']>
  class?: Claim['class']
  planned?: Claim['planned']
  reviewBy?: string
}

const DAYS = 7
const REVIEW_BY = '2027-02-20'

/** Throws where a claim breaks the rules of claim.ts. */
export function defineClaims(texts: readonly ClaimText[]): readonly Claim[] {
  return texts.map(toClaim)
}

function toClaim(text: ClaimText): Claim {
  return claimSchema.parse({
    id: text.id,
    title: text.title,
    statement: text.says,
    scope: { flows: text.flows, data: text.data },
    doesNotShow: text.limits,
    class: text.class ?? 'tested',
    checks: (text.checks ?? []).map(
      ({ id, does, breaks, days = DAYS, least }): ClaimCheck => ({
        id,
        method: does,
        negativeControl: breaks,
        ttlDays: days,
        minPopulation: least,
      }),
    ),
    independence: text.class === 'third_party' ? 'third_party' : text.class === 'attested' ? 'self' : 'reproducible',
    maps: { asvs: [], ccm: [], nist: [], ...text.maps },
    owner: 'engineering',
    reviewBy: text.reviewBy ?? REVIEW_BY,
    planned: text.planned ?? null,
  })
}
