import type { TenantId } from '../data/unscoped.ts'
import { type Past, pastOf } from '../past.ts'
import { admitAnalysis } from '../queue/analysis-turns.ts'
import type { Analysis } from './analysis.ts'
import type { SentPicture } from './analyze/picture.ts'
import { investigate, type Watch } from './investigate.ts'
import { type Pasted, type Received, receivePasted, type revisionOrigin } from './receive.ts'
import { pictureFor } from './receive-picture.ts'
import { type Origin, recordAnalysis } from './record.ts'

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
  return investigateSent(tenant, {
    origin: { userId, source: 'paste', ...revised },
    picture: () => pictureFor(tenant, pasted),
    receive: () => receivePasted(tenant, pasted),
    watch,
  })
}

export interface SentLog {
  origin: Origin
  /** Redacts; nothing raw is left in what it returns. */
  receive(): Promise<Received>
  /** What was sent beside the text, where something may be. */
  picture?: () => Promise<SentPicture | undefined>
  watch?: Watch
  /** Done in the unit of work that stores the analysis. */
  also?: (id: string) => Promise<void>
}

/** The same for whoever may send a log. */
export function investigateSent(
  tenant: TenantId,
  { origin: given, receive, picture: sent = async () => undefined, watch = () => {}, also }: SentLog,
): Promise<Answered> {
  return admitAnalysis(tenant, async (turn) => {
    watch({ event: 'stage', data: { stage: 'redacting' } })
    const picture = await sent()
    const received = await turn(receive)
    const found = await investigate(tenant, received, { severity: given.alert?.severity, picture, watch, turn })
    watch({ event: 'stage', data: { stage: 'storing' } })
    const origin: Origin = picture ? { ...given, source: 'screenshot' } : given
    const stored = await turn(() => recordAnalysis(tenant, origin, received, found, also), 'finish')
    const { id, receipt, templateKeys } = stored
    const { confidence } = found.analysis
    const past = await pastOf(tenant, { id, createdAt: new Date(), confidence, templateKeys }).catch(() => null)
    return { id, analysis: { ...found.analysis, receipt }, ...(past ? { past } : {}) }
  })
}
