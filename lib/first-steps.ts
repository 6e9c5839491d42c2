import { hasAnalysisOf } from './data/analyses.ts'
import { listChannels } from './data/channels.ts'
import { findModelPolicy } from './data/model-policies.ts'
import { withTenant } from './data/prisma.ts'
import { listSources } from './data/sources.ts'
import type { TenantId } from './data/unscoped.ts'

export interface FirstStepsView {
  modelDecided: boolean
  hasSource: boolean
  hasChannel: boolean
}

/** How far a person and their workspace have come; null for whoever has analyzed something. */
export function firstStepsOf(tenant: TenantId, userId: string): Promise<FirstStepsView | null> {
  return withTenant(tenant, async () => {
    if (await hasAnalysisOf(tenant, userId)) return null
    return {
      modelDecided: (await findModelPolicy(tenant)) !== null,
      hasSource: (await listSources(tenant)).length > 0,
      hasChannel: (await listChannels(tenant)).length > 0,
    }
  })
}
