/** True for the first call of each key, and then at most once per `everyMs`. The clock is injected, in milliseconds. */
export function createThrottle(everyMs: number, now: () => number): (key: string) => boolean {
  let key = ''
  let last = 0
  return (next) => {
    const at = now()
    if (next === key && at - last < everyMs) return false
    key = next
    last = at
    return true
  }
}
