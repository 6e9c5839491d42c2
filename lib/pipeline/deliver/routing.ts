import { z } from 'zod'
import type { AlertSeverity } from '../parse/normalized-alert.ts'

/** Which alerts a channel is told of, and when. What is not given does not restrict. Pure. */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const routingSchema = z.strictObject({
  /** Ids of sources; only their alerts. */
  sources: z.array(z.uuid()).max(100).optional(),
  /** Names of services as alerts give them, compared without case; only those. */
  services: z.array(z.string().trim().min(1).max(120)).max(100).optional(),
  /** Alerts below it are not told. One whose severity is unknown counts as medium. */
  severityFloor: z.enum(['critical', 'high', 'medium', 'low']).optional(),
  /** Local times of day between which messages wait; critical ones do not. */
  quietHours: z
    .strictObject({ from: time, to: time, timeZone: z.string().max(60).refine(isTimeZone, 'time_zone') })
    .optional(),
})
export type Routing = z.infer<typeof routingSchema>

/** What of an alert decides; null where a message is of no one alert (a storm, an interruption). */
export interface RouteFacts {
  sourceId: string | null
  service: string | null
  severity: AlertSeverity
}

export type Route = { send: false } | { send: true; notBefore: Date | null }

const RANKS: Readonly<Record<AlertSeverity, number>> = { critical: 4, high: 3, medium: 2, unknown: 2, low: 1, info: 0 }

export function routeTo(routing: Routing, facts: RouteFacts | null, now: Date): Route {
  if (facts && !fits(routing, facts)) return { send: false }
  const urgent = facts === null || facts.severity === 'critical'
  return { send: true, notBefore: urgent ? null : endOfQuiet(routing.quietHours, now) }
}

function fits({ sources, services, severityFloor }: Routing, { sourceId, service, severity }: RouteFacts): boolean {
  if (sources && (sourceId === null || !sources.includes(sourceId))) return false
  if (services && !services.some((name) => name.toLowerCase() === service?.toLowerCase())) return false
  return severityFloor === undefined || RANKS[severity] >= RANKS[severityFloor]
}

/** Null outside quiet hours. Where the clock is put forward or back in between, the end is off by that much. */
function endOfQuiet(quiet: Routing['quietHours'], now: Date): Date | null {
  if (!quiet || quiet.from === quiet.to) return null
  const [from, to, local] = [minutesOf(quiet.from), minutesOf(quiet.to), localMinutes(now, quiet.timeZone)]
  const inside = from < to ? local >= from && local < to : local >= from || local < to
  if (!inside) return null
  const wait = (to - local + 1_440) % 1_440
  return new Date(now.getTime() - (now.getTime() % 60_000) + wait * 60_000)
}

const minutesOf = (value: string): number => Number(value.slice(0, 2)) * 60 + Number(value.slice(3))

function localMinutes(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return minutesOf(format.format(at))
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: value }).format(0) !== ''
  } catch {
    return false
  }
}
