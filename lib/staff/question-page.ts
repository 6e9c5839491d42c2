import { publishedClaims } from '../trust/published-claims.ts'
import { worstOf } from './questionnaire-export.ts'
import { openQuestions } from './questionnaires.ts'
import type { Staff } from './session.ts'

/** Questions of one page, with the states of their claims as they are now. */

const PER_PAGE = 20

export const SHOWN_KINDS = [
  { kind: 'open', name: 'To review' },
  { kind: 'unanswered', name: 'Without an answer' },
  { kind: 'failing', name: 'Claim failing' },
  { kind: 'approved', name: 'Approved' },
  { kind: 'all', name: 'All' },
] as const
export type ShownKind = (typeof SHOWN_KINDS)[number]['kind']

type Given = Record<'show' | 'page', string | string[] | undefined>

export async function pageOfQuestions(staff: Staff, id: string, asked: Partial<Given>) {
  const [opened, claims] = [await openQuestions(staff, id), await publishedClaims()]
  const all = opened.map(({ approvedAt, editedAt, approvedBy: _, libraryId: __, ...question }) => ({
    ...question,
    approvedAt: approvedAt?.toISOString() ?? null,
    editedAt: editedAt?.toISOString() ?? null,
    state: worstOf(question.claims, claims)?.state.kind ?? null,
    claims: claims
      .filter((claim) => question.claims.includes(claim.id))
      .map(({ id: claim, state }) => ({ id: claim, state: state.kind, detail: state.detail })),
  }))
  const of: Record<ShownKind, typeof all> = {
    open: all.filter(({ approvedAt }) => approvedAt === null),
    unanswered: all.filter(({ approvedAt, answer }) => approvedAt === null && answer === ''),
    failing: all.filter(({ state }) => state === 'failing'),
    approved: all.filter(({ approvedAt }) => approvedAt !== null),
    all,
  }
  const show = SHOWN_KINDS.find(({ kind }) => kind === asked.show)?.kind ?? 'open'
  const pages = Math.max(1, Math.ceil(of[show].length / PER_PAGE))
  const page = Math.min(pages, Math.max(1, Number(asked.page) || 1))
  const counts = Object.fromEntries(SHOWN_KINDS.map(({ kind }) => [kind, of[kind].length])) as Record<ShownKind, number>
  return { questions: of[show].slice((page - 1) * PER_PAGE, page * PER_PAGE), counts, show, page, pages }
}
