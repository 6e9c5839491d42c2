import type { Permission } from '#lib/permissions.ts'

export interface Room {
  href: string
  name: string
  /** What is decided here, in a few words. */
  lead: string
  permission: Permission
}

/** The rooms of the settings, in the order in which a new workspace walks them. Only rooms that have a page stand here. */
export const ROOMS: readonly Room[] = [
  { href: '/settings/sources', name: 'Sources', lead: 'Who sends alerts', permission: 'source:manage' },
  { href: '/settings/channels', name: 'Channels', lead: 'Where analyses are sent', permission: 'channel:manage' },
  { href: '/settings/model', name: 'Model', lead: 'Which engine answers', permission: 'model:manage' },
  { href: '/settings/redaction', name: 'Redaction', lead: 'What is struck out', permission: 'redaction:manage' },
]
