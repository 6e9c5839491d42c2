import type { RedactionValueGroup } from '#lib/data/redaction-values.ts'
import type { RedactionSettings } from '#lib/redaction-policy.ts'
import { call } from './call.ts'

/** A list of values as the page shows it. */
export type ValueGroup = Pick<RedactionValueGroup, 'id' | 'label' | 'count'>

const BASE = '/api/redaction-policy'

export const saveSettings = (settings: RedactionSettings) => call<unknown>('PUT', BASE, settings)

export const addValues = (label: string, values: readonly string[]) =>
  call<{ values: ValueGroup[] }>('POST', `${BASE}/values`, { label, values })

export const removeValues = (id: string) => call<unknown>('DELETE', `${BASE}/values/${encodeURIComponent(id)}`)
