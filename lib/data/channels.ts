import { NotFound } from '../errors.ts'
import type { InputJsonObject, JsonValue } from './json.ts'
import { type Tx, withTenant } from './prisma.ts'
import type { TenantId } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Where analyses are sent. Addresses come sealed and leave sealed.
 *
 *   createChannel(tenant, NewChannel)          id
 *   listChannels(tenant)                       what a page may show, oldest first
 *   listWorkingChannels(tenant)                those that are neither switched off nor broken, with their routing
 *   getChannelAddress(tenant, id)              kind and sealed address, for sending only; NotFound
 *   markChannelBroken(tenant, id, reason)      true for the call that broke it, false if it was already
 *   setChannelRouting(tenant, id, routing)     NotFound
 *   replaceChannelAddress(tenant, id, sealed)  NotFound
 *   mendChannel, disableChannel, deleteChannel
 */

export interface NewChannel {
  kind: string
  /** 1 to 80 characters. */
  name: string
  sealedAddress: string
  createdById: string
}

export interface ChannelView {
  id: string
  kind: string
  name: string
  createdAt: Date
  disabledAt: Date | null
  brokenAt: Date | null
  brokenReason: string | null
  /** As it was saved; its reader checks the shape. */
  routing: JsonValue
}

export async function createChannel(tenant: TenantId, given: NewChannel): Promise<string> {
  const made = await withTenant(tenant, (tx) =>
    tx.channel.create({ data: { tenantId: tenant, ...given }, select: { id: true } }),
  )
  return made.id
}

export async function listChannels(tenant: TenantId): Promise<ChannelView[]> {
  return withTenant(tenant, (tx) =>
    tx.channel.findMany({ where: { tenantId: tenant }, select: VIEW, orderBy: { id: 'asc' } }),
  )
}

export async function listWorkingChannels(
  tenant: TenantId,
): Promise<{ id: string; kind: string; routing: JsonValue }[]> {
  return withTenant(tenant, (tx) =>
    tx.channel.findMany({
      where: { tenantId: tenant, disabledAt: null, brokenAt: null },
      select: { id: true, kind: true, routing: true },
      orderBy: { id: 'asc' },
    }),
  )
}

export async function getChannelAddress(
  tenant: TenantId,
  id: string,
): Promise<{ kind: string; name: string; sealedAddress: string; working: boolean }> {
  const select = { kind: true, name: true, sealedAddress: true, disabledAt: true, brokenAt: true } as const
  const row = isUuid(id)
    ? await withTenant(tenant, (tx) => tx.channel.findFirst({ where: { id, tenantId: tenant }, select }))
    : null
  if (!row) throw new NotFound('channel')
  const { disabledAt, brokenAt, ...rest } = row
  return { ...rest, working: disabledAt === null && brokenAt === null }
}

/** `reason`: one of our own short words. */
export async function markChannelBroken(tenant: TenantId, id: string, brokenReason: string): Promise<boolean> {
  const { count } = await withTenant(tenant, (tx) =>
    tx.channel.updateMany({
      where: { id, tenantId: tenant, brokenAt: null },
      data: { brokenAt: new Date(), brokenReason },
    }),
  )
  return count > 0
}

export async function setChannelRouting(tenant: TenantId, id: string, routing: InputJsonObject): Promise<void> {
  await inChannel(
    tenant,
    id,
    async (tx) => (await tx.channel.updateMany({ where: { id, tenantId: tenant }, data: { routing } })).count,
  )
}

export async function replaceChannelAddress(tenant: TenantId, id: string, sealedAddress: string): Promise<void> {
  await inChannel(
    tenant,
    id,
    async (tx) => (await tx.channel.updateMany({ where: { id, tenantId: tenant }, data: { sealedAddress } })).count,
  )
}

export async function mendChannel(tenant: TenantId, id: string): Promise<void> {
  const data = { brokenAt: null, brokenReason: null, disabledAt: null }
  await inChannel(
    tenant,
    id,
    async (tx) => (await tx.channel.updateMany({ where: { id, tenantId: tenant }, data })).count,
  )
}

export async function disableChannel(tenant: TenantId, id: string): Promise<void> {
  const data = { disabledAt: new Date() }
  await inChannel(
    tenant,
    id,
    async (tx) => (await tx.channel.updateMany({ where: { id, tenantId: tenant }, data })).count,
  )
}

export async function deleteChannel(tenant: TenantId, id: string): Promise<void> {
  await inChannel(tenant, id, async (tx) => (await tx.channel.deleteMany({ where: { id, tenantId: tenant } })).count)
}

async function inChannel(tenant: TenantId, id: string, change: (tx: Tx) => Promise<number>): Promise<void> {
  if (!isUuid(id) || (await withTenant(tenant, change)) === 0) throw new NotFound('channel')
}

const VIEW = {
  id: true,
  kind: true,
  name: true,
  createdAt: true,
  disabledAt: true,
  brokenAt: true,
  brokenReason: true,
  routing: true,
} as const
