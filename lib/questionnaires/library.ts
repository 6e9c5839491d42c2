import type { ClaimView } from '../trust/claim-view.ts'
import { dataAnswers } from './answers/data.ts'
import { identityAnswers } from './answers/identity.ts'
import { operatorAnswers } from './answers/operator.ts'
import { productAnswers } from './answers/product.ts'
import type { LibraryAnswer } from './library-answer.ts'

/**
 * What we answer to questions that come again. What no claim shows is a matter of the operator, and for a person to answer.
 */
const WRITTEN: readonly LibraryAnswer[] = [...dataAnswers, ...identityAnswers, ...productAnswers, ...operatorAnswers]

/** The written answers, and each claim as an answer without a yes or no: somebody may ask for just that. */
export function libraryOf(claims: readonly ClaimView[]): LibraryAnswer[] {
  const bare = claims.map(({ id, title, statement, maps }) => ({
    ...{ id, asks: [`${title}. ${statement}`], ccm: maps.ccm, answer: null, note: '', claims: [id], page: null },
  }))
  return [...WRITTEN, ...bare]
}

export const WRITTEN_ANSWERS = WRITTEN
