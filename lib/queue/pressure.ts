import type { Load } from './alert-queue.ts'

/** How full it is, and what that means for an alert that comes now. Promised in the trust center: 256 MiB, and not a byte more. */
export const MAX_BYTES = 256 * 1024 * 1024
/** Beyond, the wait would be longer than anybody waits for an answer. */
const MAX_JOBS = 10_000
/** From here on alerts that share their words join, whatever stands in their logs. */
const SOFT_JOBS = 500
const SOFT_BYTES = 64 * 1024 * 1024

export interface Pressure {
  soft: boolean
  full: boolean
}

/** `coming`: bytes of the delivery that asks. */
export function pressureOf({ jobs, bytes }: Load, coming: number): Pressure {
  return {
    soft: jobs >= SOFT_JOBS || bytes >= SOFT_BYTES,
    full: jobs >= MAX_JOBS || bytes + coming > MAX_BYTES,
  }
}
