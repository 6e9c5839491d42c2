/** First match wins: Edge, Opera and Samsung's browser call themselves Chrome too, and every one calls itself Safari. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

/**
 * "Firefox on Linux", for the page of sessions and for notices. One of our own words each: nothing of what a client sends
 * is stored, and no version, which would tell apart more people than it helps.
 */
export function browserFamily(userAgent: string | null): string {
  const known = (table: typeof FAMILIES) => table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  const [family, system] = [known(FAMILIES), known(SYSTEMS)]
  if (!family) return system ? `A browser on ${system}` : 'An unknown browser'
  return system ? `${family} on ${system}` : family
}
