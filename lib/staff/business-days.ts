/** Days on which somebody works: Monday to Friday in UTC. Holidays differ by place and are not known here. */

const DAY_MS = 86_400_000
/** Of what buyers ask for, unless something else is set. */
export const DUE_BUSINESS_DAYS = 2

export function afterBusinessDays(from: Date, days: number): Date {
  let [at, left] = [from.getTime(), days]
  while (left > 0) {
    at += DAY_MS
    const day = new Date(at).getUTCDay()
    if (day !== 0 && day !== 6) left--
  }
  return new Date(at)
}
