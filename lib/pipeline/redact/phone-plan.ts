import metadata from 'libphonenumber-js/min/metadata'

/**
 * Whether digits behind a `+` are a number that some country's plan allows (ITU E.164): calling code, length and leading digits,
 * from the data of libphonenumber. Only the data is loaded: the library's code is sixty files, more than a command line may take
 * to start.
 */
export function isPlannedNumber(digits: string): boolean {
  for (let width = 1; width <= 3; width++) {
    const code = digits.slice(0, width)
    if (!Object.hasOwn(CODES, code)) continue
    const national = digits.slice(width)
    return (CODES[code] ?? []).some((country) => fits(country, national))
  }
  return false
}

const CODES: Readonly<Record<string, readonly string[]>> = { ...metadata.country_calling_codes }
const COUNTRIES = new Map<string, unknown>(Object.entries(metadata.countries))

function fits(country: string, national: string): boolean {
  // Version 4 of the format: index 2 is the pattern of national numbers, index 3 the possible lengths.
  const plan = COUNTRIES.get(country)
  if (!Array.isArray(plan)) return false
  const [, , pattern, lengths]: unknown[] = plan
  if (Array.isArray(lengths) && !lengths.includes(national.length)) return false
  return typeof pattern === 'string' && new RegExp(`^(?:${pattern})$`).test(national)
}
