import type { TenantId } from '../data/unscoped.ts'
import { admitAnalysis } from '../queue/analysis-turns.ts'
import type { Analysis } from './analysis.ts'
import { investigate, type Watch } from './investigate.ts'
import { type Pasted, receivePasted, type revisionOrigin } from './receive.ts'
import { recordAnalysis } from './record.ts'

export interface Answered {
  id: string
  /** With quotes: for who asked, in memory only. */
  analysis: Analysis
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
    const received = await turn(() => receivePasted(tenant, pasted))
    const found = await investigate(tenant, received, { severity: revised.alert?.severity, watch, turn })
    watch({ event: 'stage', data: { stage: 'storing' } })
    const origin = { userId, source: 'paste', ...revised } as const
    const { id, receipt } = await turn(() => recordAnalysis(tenant, origin, received, found), 'finish')
    return { id, analysis: { ...found.analysis, receipt } }
  })
}
