import { isObject, parseJson } from '../parse/read-json.ts'
import { evidenceOfEvent } from '../parse/sentry-event.ts'
import { type AskForDetails, problemOf } from './details.ts'

const LIMITS = { timeoutMs: 10_000, maxBytes: 4 * 1024 * 1024, maxRedirects: 0 } as const

/**
 * The latest event of an issue, with its frames and breadcrumbs: `GET .../issues/{id}/events/latest/` of Sentry's web API, scope
 * event:read. The host is the one given with the token, never one from an alert. docs.sentry.io, "Retrieve an issue event".
 */
export const fetchSentryEvent: AskForDetails = async ({ issue = '', organization }, { token, api }, fetch) => {
  if (!/^\d{1,20}$/.test(issue)) return { ok: false, problem: 'not_found' }
  // Slugs as Sentry makes them. Without one the address from before organizations, which is still answered.
  const isSlug = organization !== undefined && /^[a-z0-9_-]{1,64}$/i.test(organization)
  const place = isSlug ? `organizations/${organization}/issues` : 'issues'
  try {
    const answer = await fetch(LIMITS)(`${api}/api/0/${place}/${issue}/events/latest/`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    })
    const text = await answer.text()
    if (!answer.ok) return { ok: false, problem: problemOf(answer.status) }
    const event = parseJson(text)
    if (!isObject(event)) return { ok: false, problem: 'unreadable' }
    const evidence = evidenceOfEvent(event)
    return evidence.length > 0 ? { ok: true, evidence } : { ok: false, problem: 'empty' }
  } catch {
    return { ok: false, problem: 'unreachable' }
  }
}
