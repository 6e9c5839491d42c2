import type { TenantId } from '../data/unscoped.ts'
import { claimAnalysis, countAnalysis, markWarned, type Usage, unmarkWarned } from '../data/usage-months.ts'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { sendMail } from '../mail.ts'
import { listManagers } from '../managers.ts'
import { entitlementsOf } from './entitlements.ts'
import { type Plan, WARN_PERCENT } from './plans.ts'

/**
 * The monthly analyses of a plan.
 *
 *   claimOfPlan(tenant)            before a model is asked; a claim, `unlimited`, or null: the built-in engine answers
 *   countOfPlan(tenant, claim)     in the unit of work that stores the analysis
 *   tellOfUsage(tenant, usage)     after it: mails to owners and admins at 80 % and 100 %, once a month each
 */

/** Longer than an analysis may take, waits and checks included. */
const LEASE_SECONDS = 600

export const PLAN_USED =
  'The analyses of this month’s plan are used, so the built-in engine answered. It goes on like that until the month ends or the plan changes.'

export async function claimOfPlan(tenant: TenantId): Promise<string | 'unlimited' | null> {
  const { plan } = await entitlementsOf(tenant)
  const limit = plan.limits.analysesPerMonth
  return limit === null ? 'unlimited' : claimAnalysis(tenant, limit, LEASE_SECONDS)
}

export function countOfPlan(tenant: TenantId, claim: string | null): Promise<Usage> {
  return countAnalysis(tenant, claim === 'unlimited' ? null : claim)
}

/** Never throws: an analysis that is stored stays so, whatever becomes of a mail. */
export async function tellOfUsage(tenant: TenantId, usage: Usage): Promise<void> {
  try {
    const { plan } = await entitlementsOf(tenant)
    const limit = plan.limits.analysesPerMonth
    const percent = limit === null ? undefined : reached(usage.analyses, limit)
    if (limit === null || percent === undefined || percent <= usage.warnedPercent) return
    if (!(await markWarned(tenant, usage.month, percent))) return
    await mailManagers(tenant, { plan, limit, percent, usage }).catch(async (error: unknown) => {
      await unmarkWarned(tenant, usage.month, percent, usage.warnedPercent)
      throw error
    })
  } catch (error) {
    log.warn('a notice of usage was not sent', { error: error instanceof Error ? error.name : typeof error })
  }
}

/** The highest share that was reached. */
function reached(analyses: number, limit: number): number | undefined {
  return [...WARN_PERCENT].reverse().find((percent) => analyses >= Math.ceil((limit * percent) / 100))
}

interface Reached {
  plan: Plan
  limit: number
  percent: number
  usage: Usage
}

async function mailManagers(tenant: TenantId, { plan, limit, percent, usage }: Reached): Promise<void> {
  const full = percent === 100
  for (const { email } of await listManagers(tenant, 'billing:manage'))
    await sendMail({
      to: email,
      subject: `${percent}% of this month's analyses are used`,
      paragraphs: [
        `${usage.analyses} of ${limit} analyses of ${plan.name} were made in ${usage.month}.`,
        full
          ? 'From now on the built-in engine answers everything. Alerts are taken and analyzed as before; no model is asked.'
          : 'Nothing has changed. At 100% the built-in engine answers everything, without a model; alerts are still taken.',
        'The month ends at midnight UTC on its last day; the count begins again then.',
        `Plan and usage: ${env().url}/settings/billing`,
      ],
    })
}
