import {
  closeStorm,
  findGroup,
  findStorm,
  type GroupFigures,
  listChangedGroups,
  listStormingTenants,
  markGroupTold,
  markStormTold,
  touchStorm,
} from '../data/alert-groups.ts'
import { createNotice, type NoticeDetail } from '../data/alert-notices.ts'
import { findAnalysis } from '../data/analyses.ts'
import { withTenant } from '../data/prisma.ts'
import type { TenantId } from '../data/unscoped.ts'
import { planNotifications, sendNotifications } from '../pipeline/deliver/notify.ts'

/**
 * What goes on after an analysis was told: how many of its alerts still fire, that all were resolved, that one flaps; and that
 * a storm is on. Looked at every few seconds, not at each delivery, so that a storm costs a few notices and not one each.
 */

/** Groups in which nothing changed for longer have been told. */
const LOOK_BACK_SECONDS = 1_800
const MAX_GROUPS = 2_000
/** So often at most, for one group, is said how many still fire. */
const AGAIN_SECONDS = 60
/** So many changes between firing and resolved, of one alert in its group: it flaps. */
const FLAPS = 4

const STORM_WINDOW_SECONDS = 60
/** Different alerts of a workspace within the window. */
const STORM_ALERTS = 30
/** A storm is told when its first wave has passed, or when it goes on. */
const STORM_TELL_QUIET_SECONDS = 20
const STORM_TELL_SECONDS = 120
const STORM_END_SECONDS = 600

export async function tellGroups(): Promise<void> {
  for (const { tenant, id } of await listChangedGroups(LOOK_BACK_SECONDS, MAX_GROUPS)) {
    const group = await findGroup(tenant, id)
    if (group?.analysisId) await tellGroup(tenant, group, group.analysisId)
  }
}

async function tellGroup(tenant: TenantId, group: GroupFigures, analysisId: string): Promise<void> {
  const { firing, alerts } = group
  const now = { firing, alerts, flapping: group.changes >= FLAPS, closed: firing === 0 }
  const kind = whatToTell(group)
  if (kind === null) return
  const messages = await withTenant(tenant, async () => {
    if (!(await markGroupTold(tenant, group, now))) return []
    // What its first analysis has just said needs no notice.
    if (kind === 'first') return []
    const stored = await findAnalysis(tenant, analysisId)
    if (!stored) return []
    const { alert } = stored
    const subject = alert && { title: alert.title, sourceName: alert.sourceName, service: alert.service }
    const detail = detailOf(kind, group, subject)
    return planNotifications(tenant, { noticeId: await createNotice(tenant, { analysisId, detail }), deliveryId: null })
  })
  await sendNotifications(tenant, messages)
}

type Kind = 'first' | 'still_firing' | 'resolved' | 'flapping'

/** Pure. Flapping is said once and silences the rest, which would only repeat it. */
export function whatToTell({ firing, alerts, changes, told, secondsSinceTold }: GroupFigures): Kind | null {
  if (changes >= FLAPS) return told.flapping ? null : 'flapping'
  if (told.firing === firing && told.alerts === alerts) return null
  if (firing === 0) return told.firing === 0 ? null : 'resolved'
  if (told.at === null) return alerts > 1 ? 'still_firing' : 'first'
  if (alerts === 1 && told.firing !== 0) return null
  return (secondsSinceTold ?? 0) >= AGAIN_SECONDS ? 'still_firing' : null
}

function detailOf(
  kind: Exclude<Kind, 'first'>,
  { firing, alerts, changes, openedAt }: GroupFigures,
  subject: Extract<NoticeDetail, { kind: 'resolved' }>['subject'],
): NoticeDetail {
  if (kind === 'flapping') return { kind, changes, firing, alerts, subject }
  if (kind === 'still_firing') return { kind, firing, alerts, subject }
  return { kind, alerts, minutes: Math.max(1, Math.round((Date.now() - openedAt.getTime()) / 60_000)), subject }
}

export async function tellStorms(): Promise<void> {
  for (const { tenant, alerts } of await listStormingTenants(STORM_WINDOW_SECONDS, STORM_ALERTS)) {
    if (alerts >= STORM_ALERTS) await touchStorm(tenant, STORM_WINDOW_SECONDS)
    const storm = await findStorm(tenant)
    if (!storm) continue
    const due = storm.secondsQuiet >= STORM_TELL_QUIET_SECONDS || storm.secondsOpen >= STORM_TELL_SECONDS
    if (storm.toldAt === null && due) await tellStorm(tenant, storm)
    if (storm.secondsQuiet >= STORM_END_SECONDS) await closeStorm(tenant, storm.id)
  }
}

async function tellStorm(
  tenant: TenantId,
  { id, alerts, groups, secondsOpen }: { id: string; alerts: number; groups: number; secondsOpen: number },
): Promise<void> {
  const messages = await withTenant(tenant, async () => {
    if (!(await markStormTold(tenant, id))) return []
    const detail = { kind: 'storm', alerts, groups, minutes: Math.max(1, Math.round(secondsOpen / 60)) } as const
    return planNotifications(tenant, {
      noticeId: await createNotice(tenant, { analysisId: null, detail }),
      deliveryId: null,
    })
  })
  await sendNotifications(tenant, messages)
}
