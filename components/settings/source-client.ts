import type { SourceSettings } from '#lib/sources.ts'
import { call } from './call.ts'

/** A source as a page has it: straight from the server, or from JSON, where times are text. */
export type ShownSource = Omit<SourceSettings, 'createdAt' | 'previousSecretUntil' | 'disabledAt'> & {
  createdAt: Date | string
  previousSecretUntil: Date | string | null
  disabledAt: Date | string | null
}

interface Secreted {
  source: ShownSource
  /** Shown now and never again. */
  secret: string
}

const at = (id: string, what = '') => `/api/sources/${encodeURIComponent(id)}${what}`

export const addSource = (given: { kind: string; name: string }) => call<Secreted>('POST', '/api/sources', given)

/** Without `secret` one is made. The present one stays good for `overlapHours`. */
export const rotateSecret = (id: string, given: { secret?: string; overlapHours: number }) =>
  call<Secreted>('POST', at(id, '/rotate'), given)

/** Null forgets the token. */
export const saveToken = (id: string, given: { token: string | null; api?: string }) =>
  call<{ source: ShownSource }>('POST', at(id, '/token'), given)

export const removeSource = (id: string) => call<null>('DELETE', at(id))
