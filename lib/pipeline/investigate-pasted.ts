import type { TenantId } from '../data/unscoped.ts'
import { type Past, pastOf } from '../past.ts'
import { admitAnalysis } from '../queue/analysis-turns.ts'
import type { Analysis } from './analysis.ts'
import { investigate, type Watch } from './investigate.ts'
import { type Pasted, receivePasted, type revisionOrigin } from './receive.ts'
import { pictureFor } from './receive-picture.ts'
import { recordAnalysis } from './record.ts'

export interface Answered {
  id: string
  /** With quotes: for who asked, in memory only. */
  analysis: Analysis
  /** What the workspace knows from before; missing where it could not be read, which must not cost the answer. */
  past?: Past
}

/**
 * What a person pasted, to its end: redacted again, condensed, explained, asked of a model where the workspace allows one,
 * stored. Throws Invalid, RateLimited or Unavailable; nothing is stored then.
 */
export function investigatePasted(
  { tenant, userId }: { tenant: TenantId; userId: string },
  pasted: Pasted,
  revised: Awaited<ReturnType<typeof revisionOrigin>>,
  watch: Watch = () => {},
): Promise<Answered> {
  return admitAnalysis(tenant, async (turn) => {
    watch({ event: 'stage', data: { stage: 'redacting' } })
    const picture = await pictureFor(tenant, pasted)
    const received = await turn(() => receivePasted(tenant, pasted))
    const found = await investigate(tenant, received, { severity: revised.alert?.severity, picture, watch, turn })
    watch({ event: 'stage', data: { stage: 'storing' } })
    const origin = { userId, source: picture ? 'screenshot' : 'paste', ...revised } as const
    const { id, receipt, templateKeys } = await turn(() => recordAnalysis(tenant, origin, received, found), 'finish')
    const { confidence } = found.analysis
    const past = await pastOf(tenant, { id, createdAt: new Date(), confidence, templateKeys }).catch(() => null)
    return { id, analysis: { ...found.analysis, receipt }, ...(past ? { past } : {}) }
  })
}
