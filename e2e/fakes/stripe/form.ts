/** Stripe's form bodies: `items[0][price]=x` into nested values. */
export type Form = { [key: string]: FormValue }
export type FormValue = string | Form | FormValue[]

export function decodeForm(text: string): Form {
  const root: Form = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = name.split(/\[|\]\[|\]/).filter((key, index) => index === 0 || key !== '')
    put(root, keys, value)
  }
  return arrays(root) as Form
}

function put(into: Form, [key = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const below = into[key]
  const next: Form = typeof below === 'object' && !Array.isArray(below) ? below : {}
  into[key] = next
  put(next, rest, value)
}

/** Objects whose keys are 0, 1, 2 ... are lists. */
function arrays(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, below]) => [key, arrays(below)] as const)
  if (entries.length > 0 && entries.every(([key], index) => key === String(index)))
    return entries.map(([, below]) => below)
  return Object.fromEntries(entries)
}

export const text = (form: Form | undefined, key: string): string | undefined => {
  const value = form?.[key]
  return typeof value === 'string' ? value : undefined
}
export const form = (given: Form | undefined, key: string): Form | undefined => {
  const value = given?.[key]
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined
}
export const list = (given: Form | undefined, key: string): FormValue[] => {
  const value = given?.[key]
  return Array.isArray(value) ? value : []
}
export const forms = (given: Form | undefined, key: string): Form[] =>
  list(given, key).flatMap((value) => (typeof value === 'object' && !Array.isArray(value) ? [value] : []))
export const texts = (given: Form | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given ?? {}).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
