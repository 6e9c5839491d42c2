import type { Mined } from './templates.ts'

/**
 * Completes the clocks of a log in place: a line without one gets the one before it (a stack trace happens when its head
 * does), and clocks without a year get the latest year in which the first of them does not lie in the future; a December
 * that is followed by a January turns the year. Without `now` they stay in 1970.
 */
export function completeClocks(mined: Mined, now: number | undefined): void {
  const { at } = mined
  let shift = 0
  let before = Number.NaN
  const base = mined.yearless && now !== undefined ? latestYear(at, now) : 1970
  for (let i = 0; i < at.length; i++) {
    const time = at[i] ?? Number.NaN
    if (Number.isNaN(time)) {
      at[i] = before
      continue
    }
    if (mined.yearless && time < YEAR_MS) {
      const moved = inYear(time, base + shift)
      // Half a year back is a new year, not a late line.
      if (
        !Number.isNaN(before) &&
        before - moved > YEAR_MS / 2 &&
        now !== undefined &&
        inYear(time, base + shift + 1) <= now
      )
        shift++
      at[i] = inYear(time, base + shift)
    }
    before = at[i] ?? Number.NaN
  }
}

const YEAR_MS = 366 * 86_400_000

const MARCH_MS = 59 * 86_400_000
let known = 1970
let january = 0
let march = MARCH_MS

/** The same day and time of another year. A Date for every line would cost more than reading its clock. */
function inYear(time: number, year: number): number {
  if (year !== known) {
    known = year
    january = Date.UTC(year, 0, 1)
    march = Date.UTC(year, 2, 1)
  }
  return time < MARCH_MS ? january + time : march + time - MARCH_MS
}

function latestYear(at: Float64Array, now: number): number {
  const first = at.find((time) => !Number.isNaN(time) && time < YEAR_MS) ?? 0
  const year = new Date(now).getUTCFullYear()
  // A day of grace for zones.
  return inYear(first, year) <= now + 86_400_000 ? year : year - 1
}
