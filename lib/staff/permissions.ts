import type { StaffRole } from '../data/staff.ts'

/** What each role of the operator's staff may do. The database asks again where it matters (staff.demand). */
const PERMISSIONS = {
  /** The area itself: the overview, signing out. */
  'area:open': ['admin', 'security', 'desk'],
  'log:read': ['admin'],
  'breach:manage': ['admin', 'security'],
  /** Reports of weaknesses, and what is published of them. */
  'weakness:manage': ['admin', 'security'],
  /** What buyers ask for. */
  'desk:work': ['admin', 'security', 'desk'],
} as const satisfies Record<string, readonly StaffRole[]>

export type StaffPermission = keyof typeof PERMISSIONS

export function staffCan(role: StaffRole, permission: StaffPermission): boolean {
  return (PERMISSIONS[permission] as readonly StaffRole[]).includes(role)
}
