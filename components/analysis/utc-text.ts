/** `2026-11-20 14:02 UTC`: the same on the server, in the browser and on paper. `seconds` adds them. */
export function utcText(at: Date | string, precision: 'minutes' | 'seconds' = 'seconds'): string {
  const iso = new Date(at).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, precision === 'seconds' ? 19 : 16)} UTC`
}
