import { findEvidence } from '../parse/find-evidence.ts'
import type { AlertEvidence } from '../parse/normalized-alert.ts'
import { at, type Json, parseJson, stringify, textOf } from '../parse/read-json.ts'
import { type AskForDetails, type Details, problemOf } from './details.ts'

export const DETAILS_LIMITS = { timeoutMs: 10_000, maxBytes: 1_048_576, maxRedirects: 0 } as const
const MAX_ALERTS = 20

/**
 * `GET /incidents/{id}/alerts` of PagerDuty's REST API v2: what the monitoring tool sent, under `alerts[].body.details`. The
 * host is the one set up with the token, never one from an alert. Never throws; the problem is named instead.
 */
export const fetchPagerdutyDetails: AskForDetails = async ({ incident = '' }, access, fetch) => {
  // What PagerDuty calls an id. Anything else was not made by it, and could lead to another path.
  if (!/^[A-Za-z0-9]{1,40}$/.test(incident)) return { ok: false, problem: 'not_found' }
  try {
    const answer = await fetch(DETAILS_LIMITS)(`${access.api}/incidents/${incident}/alerts?limit=${MAX_ALERTS}`, {
      headers: {
        authorization: `Token token=${access.token}`,
        accept: 'application/vnd.pagerduty+json;version=2',
      },
    })
    const text = await answer.text()
    return answer.ok ? read(text) : { ok: false, problem: problemOf(answer.status) }
  } catch {
    return { ok: false, problem: 'unreachable' }
  }
}

function read(text: string): Details {
  const alerts = at(parseJson(text), 'alerts')
  if (!Array.isArray(alerts)) return { ok: false, problem: 'unreadable' }
  const evidence = alerts.slice(0, MAX_ALERTS).flatMap(evidenceOf)
  return evidence.length > 0 ? { ok: true, evidence } : { ok: false, problem: 'empty' }
}

/** What stands under the names of logs, else the details as they are, one property per line. */
function evidenceOf(alert: Json): AlertEvidence[] {
  const details = at(alert, 'body', 'details') ?? at(alert, 'body', 'cef_details', 'details') ?? null
  const found = findEvidence({ details })
  if (found.length > 0) return found
  const whole = details === null || typeof details !== 'object' ? textOf(details, 100_000) : stringify(details)
  return whole === undefined || whole === '{}' || whole === '[]' ? [] : [{ type: 'text', text: whole }]
}
