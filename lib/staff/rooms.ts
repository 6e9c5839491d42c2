import type { StaffRole } from '../data/staff.ts'
import { type StaffPermission, staffCan } from './permissions.ts'

export interface StaffRoom {
  href: string
  name: string
  lead: string
}

/** The rooms of staff, in the order of the bar. A room is shown to who may enter it. */
const ROOMS: readonly (StaffRoom & { opens: StaffPermission })[] = [
  {
    href: '/staff/requests',
    name: 'Requests',
    lead: 'What people ask for and report, with its clocks, mails and history',
    opens: 'desk:work',
  },
  {
    href: '/staff/breaches',
    name: 'Breaches',
    lead: 'Whom a breach concerns, the 72 hours, the review',
    opens: 'breach:manage',
  },
  {
    href: '/staff/questionnaires',
    name: 'Questionnaires',
    lead: 'What buyers ask, answered from the claims, in their own file',
    opens: 'desk:work',
  },
  {
    href: '/staff/agreements',
    name: 'Agreements',
    lead: 'Who signed which data processing agreement, with its files',
    opens: 'desk:work',
  },
  {
    href: '/staff/notices',
    name: 'Notices',
    lead: 'What subscribers and signers are told, and what signers object to',
    opens: 'desk:work',
  },
  { href: '/staff/log', name: 'Log', lead: 'What staff did, in a chain that shows a change', opens: 'log:read' },
]

export function staffRooms(role: StaffRole): StaffRoom[] {
  return ROOMS.filter(({ opens }) => staffCan(role, opens)).map(({ opens: _, ...room }) => room)
}
