import { z } from 'zod'
import { notify } from '../auth/notices.ts'
import { makeToken } from '../auth/token.ts'
import { requireFeature } from '../billing/entitlements.ts'
import { createAuditEvent } from '../data/audit-events.ts'
import { withTenant } from '../data/prisma.ts'
import {
  claimDueDomains,
  deleteSsoConnection,
  findSsoConnection,
  markDomainVerified,
  releaseDomain,
  saveSsoConnection,
} from '../data/sso-connections.ts'
import { getTenant, updateTenant } from '../data/tenants.ts'
import { env } from '../env.ts'
import { Conflict, Invalid, NotFound, Unavailable } from '../errors.ts'
import type { Member } from '../session.ts'
import { lookAtRecord, recordName, recordText } from './domain.ts'
import { discover } from './provider.ts'
import { openSecret, sealSecret } from './secret.ts'
import { redirectUri } from './sign-in.ts'

/**
 * Single sign-on as the owners of a workspace set it up.
 *
 *   ssoOf(member)                    what the page shows; never the secret
 *   saveSso(member, given)           asks the issuer for its discovery document first; PlanLimit
 *   verifyDomain(member)             looks for the TXT record now
 *   setOnlyWay(member, { only })     Conflict unless the asker came in by it: nobody locks themselves out
 *   removeSso(member)
 *   recheckDomains()                 by the clock
 */

export const ssoSchema = z.strictObject({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().trim().min(1).max(200),
  /** Left out: as before. */
  clientSecret: z.string().min(1).max(500).optional(),
})
export const onlySchema = z.strictObject({ only: z.boolean() })

export interface SsoView {
  connection: null | {
    domain: string
    verified: boolean
    checkedAt: string | null
    issuer: string
    clientId: string
    redirectUri: string
    record: { name: string; text: string }
  }
  only: boolean
  /** Whether the asker came in by it. */
  bound: boolean
}

export async function ssoOf({ tenant, bound }: Member): Promise<SsoView> {
  const [found, { policy }] = await Promise.all([findSsoConnection(tenant), getTenant(tenant)])
  const only = isOnly(policy)
  if (!found) return { connection: null, only, bound }
  const { id, domain, domainToken, verified, checkedAt, issuer, clientId } = found
  return {
    connection: {
      ...{ domain, verified, issuer, clientId, checkedAt: checkedAt?.toISOString() ?? null },
      ...{ redirectUri: redirectUri(id), record: { name: recordName(domain), text: recordText(domainToken) } },
    },
    ...{ only, bound },
  }
}

export async function saveSso(member: Member, given: z.infer<typeof ssoSchema>): Promise<SsoView> {
  const { tenant, userId } = member
  await requireFeature(tenant, 'oidc')
  const { domain, issuer, clientId, clientSecret } = given
  const before = await findSsoConnection(tenant)
  // A secret goes to the issuer that it was given for: another one has to bring its own.
  const kept = before?.issuer === issuer ? before.sealedSecret : null
  const sealedSecret = clientSecret === undefined ? kept : sealSecret(tenant, clientSecret)
  if (!sealedSecret) throw new Invalid([{ path: 'clientSecret', message: 'This issuer needs its secret.' }])
  openSecret(tenant, sealedSecret)
  await discover(issuer).catch(() => {
    throw new Invalid([{ path: 'issuer', message: 'Its discovery document does not answer, or names another issuer.' }])
  })
  await withTenant(tenant, async () => {
    await saveSsoConnection(tenant, { domain, domainToken: makeToken(), issuer, clientId, sealedSecret })
    if (before?.domain !== domain || before.issuer !== issuer) await lift(member)
    await createAuditEvent(tenant, { actorId: userId, action: 'sso.changed', detail: { domain, issuer } })
  })
  return ssoOf(member)
}

export async function verifyDomain(member: Member): Promise<SsoView> {
  const { tenant, userId } = member
  const found = await findSsoConnection(tenant)
  if (!found) throw new NotFound('connection')
  const { domain, domainToken } = found
  const record = await lookAtRecord(domain, domainToken)
  if (record === 'unknown') throw new Unavailable({ happened: 'The name servers of this domain did not answer.' })
  if (record === 'absent') {
    throw new Conflict({
      happened: 'The record is not there.',
      todo: 'Check its name and text. A new record can take minutes to be seen everywhere; then try again.',
    })
  }
  await markDomainVerified(tenant, domain, domainToken)
  await createAuditEvent(tenant, { actorId: userId, action: 'sso.domain_verified', detail: { domain } })
  return ssoOf(member)
}

export async function setOnlyWay(member: Member, { only }: z.infer<typeof onlySchema>): Promise<SsoView> {
  const { tenant, userId, bound } = member
  const found = await findSsoConnection(tenant)
  if (only && !(bound && found?.verified)) {
    throw new Conflict({
      happened: 'You did not come in by single sign-on.',
      todo: 'Sign out, sign in with your organisation, and do it from there: so nobody is locked out by a mistake.',
    })
  }
  await withTenant(tenant, async () => {
    const { policy } = await getTenant(tenant)
    await updateTenant(tenant, { policy: { ...objectOf(policy), sso: { only } } })
    await createAuditEvent(tenant, { actorId: userId, action: 'sso.only_way_changed', detail: { only } })
  })
  return ssoOf(member)
}

export async function removeSso(member: Member): Promise<void> {
  await withTenant(member.tenant, async () => {
    await deleteSsoConnection(member.tenant)
    await lift(member)
    await createAuditEvent(member.tenant, { actorId: member.userId, action: 'sso.removed' })
  })
}

const AT_ONCE = 50

/** A record that has gone frees its domain; one that nobody could look at changes nothing. */
export async function recheckDomains(): Promise<void> {
  for (const { id, domain, domainToken } of await claimDueDomains(AT_ONCE)) {
    if ((await lookAtRecord(domain, domainToken)) !== 'absent') continue
    for (const { email } of await releaseDomain(id)) {
      notify({
        to: email,
        subject: 'Single sign-on has stopped',
        paragraphs: [
          `The record that proves that your workspace holds ${domain} is gone. Nobody comes in by single sign-on any more, and its sessions have ended.`,
          `Links by e-mail work. Put the record back and prove the domain again at ${env().url}/settings/single-sign-on.`,
        ],
      })
    }
  }
}

/** Not the only way in any more. */
async function lift({ tenant }: Member): Promise<void> {
  const { policy } = await getTenant(tenant)
  const { sso: _, ...rest } = objectOf(policy)
  await updateTenant(tenant, { policy: rest })
}

type Policy = Awaited<ReturnType<typeof getTenant>>['policy']

const objectOf = (policy: Policy) =>
  typeof policy === 'object' && policy !== null && !Array.isArray(policy) ? policy : {}

function isOnly(policy: Policy): boolean {
  return z.object({ sso: z.object({ only: z.literal(true) }) }).safeParse(policy).success
}
