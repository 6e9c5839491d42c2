import { Invalid } from '../errors.ts'
import { isUuid } from './uuid.ts'

/** Keyset pages, newest first: a row added or removed meanwhile shifts nothing, and page 1,000 costs what page 1 does. */

export interface PageRequest {
  /** 1 to 100, 25 if absent. */
  limit?: number | undefined
  /** `nextCursor` of the page before. */
  cursor?: string | undefined
}

export interface Page<T> {
  items: T[]
  /** Opaque; null on the last page. */
  nextCursor: string | null
}

/** The last row of the page before. */
export interface Position {
  at: Date
  id: string
}

const DEFAULT_LIMIT = 25
const MAX_LIMIT = 100

/** Checks what a client sent. Throws Invalid; a forged cursor can only name another place in the same tenant's list. */
export function startOf({ limit = DEFAULT_LIMIT, cursor }: PageRequest): { take: number; after: Position | null } {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new Invalid([{ path: 'limit', message: `Give a whole number from 1 to ${MAX_LIMIT}.` }])
  }
  return { take: limit, after: cursor === undefined ? null : readCursor(cursor) }
}

/** `rows` holds one more than `take` where there is a next page. */
export function keysetPage<T>(rows: readonly T[], take: number, positionOf: (row: T) => Position): Page<T> {
  const items = rows.slice(0, take)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > take && last ? writeCursor(positionOf(last)) : null }
}

export function writeCursor({ at, id }: Position): string {
  return Buffer.from(`${at.getTime().toString(36)}.${id}`).toString('base64url')
}

function readCursor(cursor: string): Position {
  const [, time = '', id = ''] = /^([0-9a-z]{1,9})\.([0-9a-f-]{36})$/.exec(decode(cursor)) ?? []
  if (!isUuid(id)) throw new Invalid([{ path: 'cursor', message: 'Begin again with the first page.' }])
  return { at: new Date(Number.parseInt(time, 36)), id }
}

const decode = (cursor: string): string => (cursor.length <= 100 ? Buffer.from(cursor, 'base64url').toString() : '')
