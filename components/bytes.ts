const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** 1,234,567 -> `1.2 MB`, with a space that does not break. Decimal units, as networks count; whole numbers below 1 kB. */
export function bytesText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}\u00a0${UNITS[unit]}`
}
