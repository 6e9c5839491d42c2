import type { Permission } from '#lib/permissions.ts'

export interface Room {
  href: string
  name: string
  /** What is decided or seen here, in a few words. */
  lead: string
  /** Whom it belongs to: the whole workspace, or the person who looks. */
  of: 'workspace' | 'person'
  /** Without it the room is not shown; null where everybody may look. Who may change something, the page says. */
  looks: Permission | null
}

/** The rooms of the settings, in the order in which a new workspace walks them. Only rooms that have a page stand here. */
export const ROOMS: readonly Room[] = [
  { href: '/settings/sources', name: 'Sources', lead: 'Who sends alerts', of: 'workspace', looks: null },
  { href: '/settings/channels', name: 'Channels', lead: 'Where analyses are sent', of: 'workspace', looks: null },
  { href: '/settings/model', name: 'Model', lead: 'Which engine answers', of: 'workspace', looks: null },
  { href: '/settings/redaction', name: 'Redaction', lead: 'What is struck out', of: 'workspace', looks: null },
  { href: '/settings/members', name: 'Members', lead: 'Who belongs here, in which role', of: 'workspace', looks: null },
  {
    ...{ href: '/settings/single-sign-on', name: 'Single sign-on', lead: 'Your own identity provider' },
    ...{ of: 'workspace', looks: 'sso:manage' },
  },
  {
    href: '/settings/api-keys',
    name: 'API keys',
    lead: 'Which programs may come in',
    of: 'workspace',
    looks: 'api_key:manage',
  },
  { href: '/settings/audit', name: 'Audit log', lead: 'Who did what, and when', of: 'workspace', looks: 'audit:read' },
  { href: '/settings/billing', name: 'Billing', lead: 'The plan and what is used', of: 'workspace', looks: null },
  { href: '/settings/data', name: 'Data', lead: 'Keep, export, erase', of: 'workspace', looks: null },
  { href: '/settings/account', name: 'Account', lead: 'Your name, your ways to sign in', of: 'person', looks: null },
  { href: '/settings/sessions', name: 'Sessions', lead: 'Where you are signed in', of: 'person', looks: null },
]
