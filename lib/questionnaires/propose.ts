import type { ClaimView } from '../trust/claim-view.ts'
import type { Asked } from './columns.ts'
import { libraryOf } from './library.ts'
import type { LibraryAnswer } from './library-answer.ts'
import { type Index, indexOf } from './similarity.ts'

/** How an answer was found: by the id of a control, by its words, by both, or not at all. */
export type Match = 'id' | 'words' | 'both' | 'none'

export interface Proposal {
  match: Match
  /** 0 to 100: how alike the words are. */
  score: number
  libraryId: string | null
  claims: readonly string[]
  /** A word of the file where it has a list of them; '' where a person has to say. */
  answer: string
  comment: string
}

export interface Proposer {
  propose(asked: Pick<Asked, 'ref' | 'text'>, choices: readonly string[]): Proposal
}

/** Below it, words that two questions share are chance. With the id of a control less is enough. */
const BY_WORDS = 0.36
const WITH_ID = 0.2
const TRIED = 12

const NOTHING: Proposal = { match: 'none', score: 0, libraryId: null, claims: [], answer: '', comment: '' }

/** The library with the claims as they are now. */
export function proposerOf(claims: readonly ClaimView[], url: string): Proposer {
  const library = libraryOf(claims)
  const index = indexOf(library, ({ asks }) => asks)
  const fill: Fill = (item, match, score, choices) => filledIn(item, { match, score, choices, claims, url })
  return { propose: (asked, choices) => propose(asked, choices, { library, index, fill }) }
}

type Fill = (item: LibraryAnswer, match: Match, score: number, choices: readonly string[]) => Proposal

function propose(
  { ref, text }: Pick<Asked, 'ref' | 'text'>,
  choices: readonly string[],
  { library, index, fill }: { library: readonly LibraryAnswer[]; index: Index<LibraryAnswer>; fill: Fill },
): Proposal {
  const control = controlOf(ref)
  const speaksTo = ({ ccm }: LibraryAnswer) => control !== null && ccm.includes(control)
  const ranked = index.closest(text, TRIED)
  const both = ranked.find(({ item, score }) => speaksTo(item) && score >= WITH_ID)
  if (both) return fill(both.item, 'both', both.score, choices)
  const [best] = ranked
  if (best && best.score >= BY_WORDS) return fill(best.item, 'words', best.score, choices)
  // A control has several questions: its id alone says what is related, not what is asked, and gives no yes or no.
  const related = library.find((item) => speaksTo(item) && item.claims.length > 0)
  return related ? fill({ ...related, answer: null }, 'id', 0, choices) : NOTHING
}

/** `CEK-03.1` → `CEK-03`; null for numbers of other lists. */
export function controlOf(ref: string): string | null {
  return /^([A-Z&]{2,4}-\d{2})(?:\.\d{1,2})?$/.exec(ref.trim())?.[1] ?? null
}

interface Filling {
  match: Match
  score: number
  choices: readonly string[]
  claims: readonly ClaimView[]
  url: string
}

function filledIn(
  { id, answer, note, claims: ids, page }: LibraryAnswer,
  { match, score, choices, claims, url }: Filling,
): Proposal {
  const found = ids.flatMap((claim) => claims.find((one) => one.id === claim) ?? [])
  // What fails gets no yes from us.
  const failing = found.some(({ state }) => state.kind === 'failing')
  const limit = found[0]?.doesNotShow[0]
  const words = [
    note,
    ...found.map(({ statement }) => statement),
    ...(limit ? [`Limit: ${limit}`] : []),
    ...(page ? [`More: ${url}${page}`] : []),
  ]
  return {
    ...{ match, score: Math.round(Math.min(1, score) * 100), libraryId: id, claims: ids },
    answer: failing || answer === null ? '' : worded(answer, choices),
    comment: words.filter((word) => word !== '').join(' '),
  }
}

const PLAIN = { yes: 'Yes', no: 'No', na: 'N/A' } as const
const ALIKE = {
  yes: /^(y|yes|true)(?!\w)/i,
  no: /^(n|no|false)(?![\w/])/i,
  na: /^(n\/?a|not applicable)(?!\w)/i,
} as const

/** Our yes, no or not applicable in the words of the file; '' where its list has none for it. */
function worded(answer: 'yes' | 'no' | 'na', choices: readonly string[]): string {
  if (choices.length === 0) return PLAIN[answer]
  return choices.find((choice) => ALIKE[answer].test(choice.trim())) ?? ''
}
