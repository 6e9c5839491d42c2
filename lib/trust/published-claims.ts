import { join } from 'node:path'
import { env } from '../env.ts'
import { CLAIMS } from './claim-list.ts'
import { type ClaimView, claimView } from './claim-view.ts'
import { readEvidence } from './evidence.ts'

/** Claims as this server may show them now. No runner writes evidence yet, and the build does not know its commit. */
export function publishedClaims(now = new Date()): ClaimView[] {
  const evidence = readEvidence(join(/* turbopackIgnore: true */ env().home, 'evidence.json'))
  return CLAIMS.map((claim) => claimView(claim, { evidence, now, commit: null }))
}
