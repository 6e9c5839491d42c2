import { company } from '#trust.config'
import { fingerprint } from '../audit/checkpoint.ts'
import { env } from '../env.ts'
import { builtSourceHash } from './built-source.ts'
import { CLAIMS } from './claim-list.ts'
import { CLAIM_STATES, type ClaimStateKind } from './claim-state.ts'
import { type ClaimView, claimView } from './claim-view.ts'
import { type Evidence, readEvidence } from './evidence.ts'

/** What this server may show now: pages, the JSON and the feeds are drawn from one of these. */
export interface Published {
  at: Date
  claims: readonly ClaimView[]
  counts: Readonly<Record<ClaimStateKind, number>>
  sourceHash: string | null
  evidence: Evidence
  /** Fingerprint of the trusted key, or null where evidence is a self-run. */
  signedBy: string | null
}

/** Claims with their states at `now`. */
export async function published(now = new Date()): Promise<Published> {
  const { evidence: place, evidencePublicKey: trustedKey } = env()
  const evidence = await readEvidence(place)
  const sourceHash = builtSourceHash(process.cwd())
  const context = { evidence, now, sourceHash, trustedKey, attestations: company.attestations }
  const claims = CLAIMS.map((claim) => claimView(claim, context))
  return {
    at: now,
    claims,
    counts: countStates(claims),
    sourceHash,
    evidence,
    signedBy: trustedKey === null ? null : fingerprint(trustedKey),
  }
}

export function countStates(claims: readonly Pick<ClaimView, 'state'>[]): Record<ClaimStateKind, number> {
  const count = (kind: ClaimStateKind) => claims.filter(({ state }) => state.kind === kind).length
  return Object.fromEntries(CLAIM_STATES.map((kind) => [kind, count(kind)])) as Record<ClaimStateKind, number>
}

export async function publishedClaims(): Promise<readonly ClaimView[]> {
  return (await published()).claims
}
