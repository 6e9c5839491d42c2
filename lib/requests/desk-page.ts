import { z } from 'zod'
import { getRequest, type ListedRequest, listRequests, type RequestFilter } from '../data/requests.ts'
import { listStaff } from '../data/staff.ts'
import { NotFound } from '../errors.ts'
import { staffCan } from '../staff/permissions.ts'
import type { Staff } from '../staff/session.ts'
import { advisorySchema } from './advisory-text.ts'
import { extendedDue } from './due.ts'
import {
  KIND_NAMES,
  KINDS,
  REGIME_NAMES,
  RIGHT_NAMES,
  SEVERITIES,
  SEVERITY_MEANINGS,
  STATE_NAMES,
  STATES,
  WAYS,
} from './kinds.ts'
import { openAsked, openPart } from './sealing.ts'
import { templatesOf } from './templates.ts'

/** What the pages of the queue show; times as ISO 8601, since parts of them run in the browser. */

const LIMIT = 200
const pick = <T extends string>(values: readonly T[], fallback: T) => z.enum(values as [T, ...T[]]).catch(fallback)
export const filterSchema = z.object({
  kind: pick([...KINDS, 'all'], 'all'),
  state: pick([...STATES, 'open', 'all'], 'open'),
  whose: pick(['all', 'mine', 'nobody'], 'all'),
  overdue: z
    .literal('yes')
    .transform(() => true)
    .catch(false),
})
export const filterOf = (given: unknown): RequestFilter => filterSchema.parse(given)

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const topOf = (row: ListedRequest) => ({
  ...{
    id: row.id,
    kind: row.kind,
    kindName: KIND_NAMES[row.kind],
    state: row.state,
    stateName: STATE_NAMES[row.state],
  },
  ...{ receivedAt: row.received_at.toISOString(), dueAt: (row.next_due_at ?? row.due_at).toISOString() },
  ...{ doneAt: iso(row.answered_at), assignee: row.assignee, assignedTo: row.assigned_to, severity: row.severity },
  law: row.regime && row.wanted_right ? `${RIGHT_NAMES[row.wanted_right]} · ${REGIME_NAMES[row.regime]}` : null,
})

export async function requestDesk(staff: Staff, filter: RequestFilter, now = new Date()) {
  const rows = await listRequests(staff.staffId, filter, LIMIT + 1)
  const kinds = KINDS.filter((kind) => kind !== 'vulnerability' || staffCan(staff.role, 'weakness:manage'))
  return {
    now: now.toISOString(),
    more: rows.length > LIMIT,
    requests: rows.slice(0, LIMIT).map((row) => {
      const { email, name, company } = openAsked(row)
      return { ...topOf(row), who: [name, company, email].filter((part) => part !== '').join(', ') }
    }),
    kinds: kinds.map((value) => ({ value, text: KIND_NAMES[value] })),
    states: STATES.map((value) => ({ value, text: STATE_NAMES[value] })),
  }
}

/** Null for one that is not there or that this role may not see. */
export async function requestOnDesk(staff: Staff, id: string, now = new Date()) {
  const row = await getRequest(staff.staffId, id).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!row) return null
  const { kind, regime, wanted_right: right, received_at: receivedAt } = row
  const asked = openAsked(row)
  const longest = regime !== null && right !== null ? extendedDue(regime, right, receivedAt) : null
  const isOpen = row.answered_at === null
  const mayExtend = longest !== null && isOpen && row.extended_at === null && row.due_at > now
  return {
    now: now.toISOString(),
    request: {
      ...topOf(row),
      ...{ firstDueAt: iso(row.first_due_at), firstAnsweredAt: iso(row.first_answered_at), isOpen },
      ...{ finalDueAt: row.due_at.toISOString(), extendedAt: iso(row.extended_at), byLaw: kind === 'data_rights' },
      ways: WAYS[row.state].map((to) => ({ to, name: STATE_NAMES[to] })),
    },
    asked,
    extension: mayExtend ? { until: longest.toISOString(), seenDue: row.due_at.toISOString() } : null,
    templates: templatesOf({ id, kind, regime, name: asked.name, dueAt: row.due_at }),
    colleagues: await colleaguesFor(staff, kind === 'vulnerability'),
    notes: row.notes.map(({ sealed, by, at }) => ({ text: openPart('note', sealed), by, at: at.toISOString() })),
    mails: row.mails.map(({ id: mail, sealed, by, at, state, sent_at }) => ({
      ...{ id: mail, ...openPart('mail', sealed), by, at: at.toISOString(), state, sentAt: iso(sent_at) },
    })),
    history: row.history.map(({ at, action, by, detail }) => ({
      ...{ at: at.toISOString(), action: action.replace(/^request\./, '').replaceAll('_', ' '), by },
      detail,
    })),
    triage: kind === 'vulnerability' ? triageOf(row) : null,
    advisory: kind === 'vulnerability' ? advisoryOf(row, staff) : null,
  }
}

type Row = Awaited<ReturnType<typeof getRequest>>

function triageOf({ verdict, severity, duplicate_of, sealed_triage }: Row) {
  const { affected, reason } = sealed_triage === null ? { affected: '', reason: '' } : openPart('triage', sealed_triage)
  const severities = SEVERITIES.map((value) => ({ value, text: `${value}: ${SEVERITY_MEANINGS[value]}` }))
  return { verdict, severity, duplicateOf: duplicate_of, affected, reason, severities }
}

/** Null until the report is accepted. An empty draft begins with what the triage knows. */
function advisoryOf({ verdict, severity, received_at, advisory, sealed, sealed_triage }: Row, staff: Staff) {
  if (verdict !== 'accepted' && advisory === null) return null
  const { name } = openAsked({ kind: 'vulnerability', sealed })
  const fresh = {
    ...{ title: '', summary: '', fixedIn: '', severity: severity ?? 'medium', credit: name, fixedOn: '' },
    ...{ affected: sealed_triage === null ? '' : openPart('triage', sealed_triage).affected },
    reportedOn: received_at.toISOString().slice(0, 10),
  }
  if (advisory === null) return { revision: 0, text: fresh, number: null, own: true, changedBy: null }
  const { revision, number, changed_by: by, changed_by_name: changedBy } = advisory
  const text = advisory.sealed === null ? advisorySchema.parse(advisory.content) : openPart('advisory', advisory.sealed)
  return { revision, text, number, own: by === staff.staffId, changedBy }
}

async function colleaguesFor({ staffId }: Staff, weakness: boolean) {
  const colleagues = await listStaff(staffId)
  return colleagues
    .filter(({ disabled, role }) => !disabled && (!weakness || staffCan(role, 'weakness:manage')))
    .map(({ id, name }) => ({ value: id, text: id === staffId ? `${name} (you)` : name }))
}
