import type { Question } from '../data/questionnaires.ts'
import type { Layout } from '../questionnaires/columns.ts'
import type { CellText } from '../questionnaires/table.ts'
import { CLAIM_STATES } from '../trust/claim-state.ts'
import type { ClaimView } from '../trust/claim-view.ts'

/** What goes into the file: approved answers, each with the claims that it rests on, their states and when that was. */

export interface ExportInput {
  questions: readonly Pick<Question, 'sheet' | 'row' | 'answer' | 'comment' | 'claims' | 'approvedAt'>[]
  layout: Layout
  claims: readonly ClaimView[]
  url: string
  now: Date
}

/** `held`: approved, and not given out, since a claim of theirs is failing now. */
export function writtenCells({ questions, layout, claims, url, now }: ExportInput): {
  cells: CellText[]
  written: number
  held: number
} {
  let held = 0
  const approved = questions.filter(({ approvedAt }) => approvedAt !== null)
  const cells = approved.flatMap(({ sheet, row, answer, comment, claims: ids }) => {
    const columns = layout.sheets.find(({ name }) => name === sheet)
    if (!columns) return []
    const found = claims.filter(({ id }) => ids.includes(id))
    const failing = found.filter(({ state }) => state.kind === 'failing')
    if (failing.length > 0) held++
    const words = failing.length > 0 ? heldWords(comment, failing) : comment
    const beside = [words, ...found.map((claim) => sourceLine(claim, url, now))]
      .filter((text) => text !== '')
      .join('\n')
    const given = failing.length > 0 ? '' : answer
    const cell = (column: number, text: string) => (text === '' ? [] : [{ sheet, row, column, text }])
    if (columns.comment === null) return cell(columns.answer, [given, beside].filter((text) => text !== '').join('. '))
    return [...cell(columns.answer, given), ...cell(columns.comment, beside)]
  })
  return { cells, written: approved.length - held, held }
}

/** It keeps its place: leaving it out would hide that something is wrong. */
function heldWords(comment: string, failing: readonly ClaimView[]): string {
  const which = failing.map(({ id, state }) => `${id}: ${state.detail}`).join(' ')
  return `Held back: a check behind this answer fails. ${which} We say: ${comment}`
}

const sourceLine = ({ id, state }: ClaimView, url: string, now: Date): string =>
  `Source: claim ${id}, ${state.kind.replace('_', ' ')} on ${now.toISOString().slice(0, 10)}. ${state.detail} ${url}/claims/${id}`

/** The worst state of the claims that an answer rests on; null where it rests on none. */
export function worstOf(ids: readonly string[], claims: readonly ClaimView[]): ClaimView | null {
  const found = claims.filter(({ id }) => ids.includes(id))
  return found.sort((a, b) => CLAIM_STATES.indexOf(a.state.kind) - CLAIM_STATES.indexOf(b.state.kind))[0] ?? null
}
