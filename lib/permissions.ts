/** Who may do what, in one table for the server and the pages. A role holds what is listed and nothing else. */
export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const PERMISSIONS = {
  /** Who one is, and whether the sign-in is fresh. */
  'account:read': ['owner', 'admin', 'member', 'viewer'],
  /** One's own name, sessions, connections and workspaces. */
  'account:manage': ['owner', 'admin', 'member', 'viewer'],
  'member:read': ['owner', 'admin', 'member', 'viewer'],
  'member:manage': ['owner', 'admin'],
  'workspace:transfer': ['owner'],
  /** How long sessions of everybody in the workspace may last. */
  'session:manage': ['owner', 'admin'],
  /** The identity provider of the workspace. Whoever sets it up could come in as anybody of the domain: as an owner too. */
  'sso:manage': ['owner'],
  'analysis:read': ['owner', 'admin', 'member', 'viewer'],
  'analysis:create': ['owner', 'admin', 'member'],
  /** Say whether an answer was right. */
  'analysis:judge': ['owner', 'admin', 'member'],
  /** Match a file with an analysis again: its hash key, and the lines that its sender gives again. */
  'analysis:match': ['owner', 'admin', 'member'],
  /** Links for people without an account. */
  'analysis:share': ['owner', 'admin', 'member'],
  'analysis:delete': ['owner', 'admin', 'member'],
  'redaction:manage': ['owner', 'admin'],
  'api_key:manage': ['owner', 'admin'],
  'source:manage': ['owner', 'admin'],
  'channel:manage': ['owner', 'admin'],
  'model:manage': ['owner', 'admin'],
  'workspace:manage': ['owner', 'admin'],
  'billing:manage': ['owner', 'admin'],
  'workspace:export': ['owner', 'admin'],
  'workspace:erase': ['owner'],
  /** Everybody's own account and what is kept of them. */
  'person:own': ['owner', 'admin', 'member', 'viewer'],
  'audit:read': ['owner', 'admin'],
  'audit:export': ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role)
}
