import type { Permission } from '../permissions.ts'

/** What a key may do, and what its member must be allowed to for it. A key never does more than its member could. */
export const SCOPES = {
  'analyses:read': 'analysis:read',
  'analyses:write': 'analysis:create',
  'analyses:delete': 'analysis:delete',
} as const satisfies Record<string, Permission>

export type Scope = keyof typeof SCOPES
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]]
