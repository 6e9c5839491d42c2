import { setTimeout as sleep } from 'node:timers/promises'
import { claimOfPlan, PLAN_USED } from '../billing/usage.ts'
import {
  getModelUsage,
  type MonthlyUsage,
  type Reservation,
  reserveModelUsage,
  settleModelUsage,
} from '../data/model-usage.ts'
import { withTenant } from '../data/prisma.ts'
import type { TenantId } from '../data/unscoped.ts'
import { log as serverLog } from '../log.ts'
import { loadModelAccess } from '../model-policy.ts'
import type { Analysis, Diagnosis, Egress } from './analysis.ts'
import { analyzeWithClaude, type ClaudeOutcome } from './analyze/analyze.ts'
import type { ClaudeAccess } from './analyze/client.ts'
import { chooseModel, type ModelChoice, worstCase } from './analyze/model-policy.ts'
import { pictureTokens, type SentPicture } from './analyze/picture.ts'
import type { CondensedLog } from './condense/condensed-log.ts'
import type { About, Investigation, Watch } from './investigate.ts'

type Answer = Omit<Analysis, 'receipt'> & { requests: Egress[] } & Pick<Investigation, 'claim' | 'settled'>
type ModelState = Awaited<ReturnType<typeof loadModelAccess>> & { used: MonthlyUsage }
type Chosen = Extract<ModelChoice, { engine: 'claude' }>

/** Longer than the 180 s that an analysis may take, waits and checks included. */
const LEASE_SECONDS = 600
const SETTLE_WAITS_MS = [200, 1_000, 5_000]

const NO_LOG = 'The alert carries no log text, so Claude was not asked. The built-in engine answered instead.'
const NO_SETTINGS =
  'What this workspace allows of Claude could not be read. The built-in engine answered, and nothing was sent.'
const FORBIDDEN = 'This workspace has forbidden external models meanwhile. The built-in engine answered instead.'
const OVER_BUDGET =
  'The monthly limit for Claude is reached, or held by analyses under way. The built-in engine answered instead.'

/**
 * What the workspace allows and has used, read while the log is explained. What is reserved afterwards reads the policy again, so
 * a workspace that forbids models meanwhile is obeyed.
 */
export function readModelState(tenant: TenantId): Promise<ModelState> {
  const read = withTenant(tenant, async () => ({
    ...(await loadModelAccess(tenant)),
    used: await getModelUsage(tenant),
  }))
  // Whoever waits for it is told; until then nobody does.
  read.catch(() => {})
  return read
}

/**
 * Who answers, by the workspace's policy: its limits are reserved before the first request and settled after the last,
 * once, whatever came of it. Throws nothing: what keeps a model from answering is told in `notice`.
 */
export async function answerByPolicy(
  tenant: TenantId,
  log: CondensedLog,
  local: Diagnosis,
  about: About & { watch: Watch; state: Promise<ModelState> },
): Promise<Answer> {
  let claim: string | null | undefined
  const byLocal = (notice?: string, requests: Egress[] = []): Answer => ({
    ...{ ...local, engine: 'local', model: null, tokens: { in: log.tokens, out: 0 }, requests },
    ...(claim ? { claim } : {}),
    ...(notice === undefined ? {} : { notice }),
  })
  try {
    const state = await about.state
    const allowed = await withTenant(tenant, () => choose(tenant, log, local, { ...about, state }))
    claim = allowed.claim
    if ('notice' in allowed) return byLocal(allowed.notice)
    const outcome = await ask(log, local, { ...allowed, watch: about.watch })
    const settled = settle(tenant, allowed.reserved.id, outcome)
    if (outcome.kind === 'fallback') return { ...byLocal(outcome.sentence, outcome.requests), settled }
    const { diagnosis, model, tokens, requests } = outcome
    return { ...diagnosis, engine: 'claude', model, tokens, requests, claim: claim ?? undefined, settled }
  } catch (error) {
    // A key that cannot be opened, a database that is away: its message could quote what it was about.
    serverLog.error('the model policy could not be used', { error: error instanceof Error ? error.name : typeof error })
    return byLocal(NO_SETTINGS)
  }
}

interface Allowed {
  claim: string
  access: ClaudeAccess
  choice: Chosen
  reserved: Reservation
  /** Where the workspace lets it go to a model. */
  picture: SentPicture | undefined
}

/** Which model may be asked, and what is reserved for it; or why none is. Belongs in one unit of work. */
async function choose(
  tenant: TenantId,
  log: CondensedLog,
  localDiagnosis: Diagnosis,
  { hasLog, severity = 'unknown', picture: given, state }: About & { state: ModelState },
): Promise<Allowed | { notice: string | undefined; claim: string | null }> {
  const { policy, access, refused, used } = state
  if (policy.mode === 'local_only') return { notice: undefined, claim: null }
  if (hasLog === false) return { notice: NO_LOG, claim: null }
  if (refused !== null) return { notice: refused, claim: null }
  const claim = await claimOfPlan(tenant)
  if (claim === null) return { notice: PLAN_USED, claim }
  const picture = policy.allowPictures ? given : undefined
  const tokens = log.tokens + pictureTokens(picture)
  const choice = chooseModel(policy, {
    ...{ localDiagnosis, tokens, severity, hasKey: access !== null, used },
  })
  if (choice.engine === 'local' || access === null) return { notice: choice.sentence, claim }
  const wanted = { ...worstCase(choice, tokens), leaseSeconds: LEASE_SECONDS }
  const reserved = await reserveModelUsage(tenant, wanted)
  if (typeof reserved === 'string') return { notice: reserved === 'forbidden' ? FORBIDDEN : OVER_BUDGET, claim }
  return { access, choice, reserved, picture, claim }
}

type Asked = Allowed & { watch: Watch }

/** What was reserved is the ceiling of this analysis: it stays below what others could still reserve. */
function ask(
  log: CondensedLog,
  local: Diagnosis,
  { access, choice, reserved, picture, watch }: Asked,
): Promise<ClaudeOutcome> {
  return analyzeWithClaude(log, local, {
    access,
    model: choice.model,
    secondOpinion: choice.secondOpinion,
    ...(picture ? { picture } : {}),
    ceiling: { tokens: reserved.tokens, microUsd: reserved.microUsd },
    onStage: (stage) =>
      watch(
        stage.stage === 'draft'
          ? { event: 'draft', data: { cause: stage.cause } }
          : { event: 'stage', data: { stage: stage.stage } },
      ),
    onRequest: (body, about) =>
      watch({ event: 'request', data: { ...about, body: Buffer.from(body).toString('utf8') } }),
  })
}

/** A reply that is paid is shown also where its count could not be written; the count is tried again, and counts once. */
async function settle(tenant: TenantId, id: string, outcome: ClaudeOutcome): Promise<void> {
  const { tokens, costMicroUsd: microUsd, requests } = outcome
  const used = { tokens: tokens.in + tokens.out, microUsd, requests: requests.length }
  const once = () => settleModelUsage(tenant, id, used).then(() => true)
  if (await once().catch(() => false)) return
  void (async () => {
    for (const wait of SETTLE_WAITS_MS) {
      await sleep(wait)
      if (await once().catch(() => false)) return
    }
    serverLog.error('the use of a model was not counted', { requests: requests.length })
  })()
}
