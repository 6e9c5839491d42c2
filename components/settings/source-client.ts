import type { SourceConfig } from '#lib/source-kinds/source-facts.ts'
import type { SourceSettings } from '#lib/sources.ts'
import { call } from './call.ts'

/** A source as a page has it: straight from the server, or from JSON, where times are text. */
export type ShownSource = Omit<SourceSettings, 'createdAt' | 'previousSecretUntil' | 'disabledAt' | 'refused'> & {
  createdAt: Date | string
  previousSecretUntil: Date | string | null
  disabledAt: Date | string | null
  refused: { at: Date | string; reason: string; count: number } | null
}

/** `secret` and `address` are shown now and never again. */
export interface Made {
  source: ShownSource
  secret: string
  address: string
}

export const sourceUrl = (id: string, what = '') => `/api/sources/${encodeURIComponent(id)}${what}`

export const addSource = (given: { kind: string; name: string; settings: SourceConfig }) =>
  call<Made>('POST', '/api/sources', given)

/** Without `secret` one is made. The present one stays good for `overlapHours`. */
export const rotateSecret = (id: string, given: { secret?: string; overlapHours: number }) =>
  call<Made>('POST', sourceUrl(id, '/rotate'), given)

/** Null forgets the token. */
export const saveToken = (id: string, given: { token: string | null; api?: string }) =>
  call<{ source: ShownSource }>('POST', sourceUrl(id, '/token'), given)

export const changeSettings = (id: string, settings: SourceConfig) =>
  call<{ source: ShownSource }>('PATCH', sourceUrl(id), { settings })

export const removeSource = (id: string) => call<null>('DELETE', sourceUrl(id))
