import type { RedactionValueGroup } from '#lib/data/redaction-values.ts'
import type { RedactionSettings } from '#lib/redaction-policy.ts'

/** What a save came to: done, or what happened and where. Paths as the server names them: `patterns.0`, `fields.3`. */
export type Saved<T> =
  | { ok: true; value: T }
  | { ok: false; problem: { happened: string; kept: string; todo: string }; issues: readonly Issue[] }

export interface Issue {
  path: string
  message: string
}

/** A list of values as the page shows it. */
export type ValueGroup = Pick<RedactionValueGroup, 'id' | 'label' | 'count'>

const BASE = '/api/redaction-policy'

export const saveSettings = (settings: RedactionSettings) => call<unknown>('PUT', BASE, settings)

export const addValues = (label: string, values: readonly string[]) =>
  call<{ values: ValueGroup[] }>('POST', `${BASE}/values`, { label, values })

export const removeValues = (id: string) => call<unknown>('DELETE', `${BASE}/values/${encodeURIComponent(id)}`)

const NO_ANSWER = {
  happened: 'The server did not answer.',
  kept: 'What you entered is still on this page.',
  todo: 'Try again when the connection is back.',
}

async function call<T>(method: string, url: string, body?: unknown): Promise<Saved<T>> {
  try {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const answer = await fetch(url, { method, ...init })
    if (answer.ok) return { ok: true, value: (answer.status === 204 ? null : await answer.json()) as T }
    const { happened, kept, todo, issues = [] } = await answer.json()
    return { ok: false, problem: { happened, kept, todo }, issues }
  } catch {
    return { ok: false, problem: NO_ANSWER, issues: [] }
  }
}
