import type { TenantId } from '../data/unscoped.ts'
import { serverEnv } from '../env.ts'

const FIELD = 'sso_connections.client_secret'

export const sealSecret = (tenant: TenantId, secret: string): string =>
  serverEnv().keyRing.seal(secret, { tenant, field: FIELD })

export const openSecret = (tenant: TenantId, sealed: string): string =>
  serverEnv().keyRing.open(sealed, { tenant, field: FIELD }).toString('utf8')
