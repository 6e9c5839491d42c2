import { isDatabaseReady } from '../data/ready.ts'

/** Whether the database answered, once a minute, for a day, in memory: a restart begins it anew. */
export interface HealthMinute {
  atMs: number
  up: boolean
}

const MINUTE_MS = 60_000
const KEPT = 1_440

/** On globalThis: a bundler may load this module more than once. */
const held = globalThis as typeof globalThis & { letheHealth?: HealthMinute[] }

export function healthHistory(): readonly HealthMinute[] {
  return held.letheHealth ?? []
}

/** Begins the writing down; called at boot. */
export function startHealthHistory(): void {
  if (held.letheHealth) return
  held.letheHealth = []
  const note = async () => {
    const minutes = held.letheHealth ?? []
    minutes.push({ atMs: Date.now(), up: await isDatabaseReady().catch(() => false) })
    if (minutes.length > KEPT) minutes.splice(0, minutes.length - KEPT)
  }
  void note()
  setInterval(() => void note(), MINUTE_MS).unref()
}
