const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Asked before a query, since PostgreSQL answers a malformed id with an error where "no such row" is meant. */
export function isUuid(value: string): boolean {
  return UUID.test(value)
}
