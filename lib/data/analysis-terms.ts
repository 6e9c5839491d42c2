import { createHash } from 'node:crypto'
import type { AnalysisFilter, NewAnalysis } from './analyses.ts'
import { serviceOf } from './analysis-rows.ts'

/**
 * What an analysis is found by, as numbers: a text search is not leakproof, so under row security no index helps it; equality of
 * numbers is. A term is the first eight bytes of the SHA-256 of `kind:value`, as a signed integer. The words are those of what is
 * stored already, so their hashes tell nothing more; templates come here as keyed hashes.
 *
 *   termOf(kind, value)       one term
 *   termsOfNew, termsOfFilter of an analysis, and of what a person looks for
 *   wordsOf(text)             its words, as they are compared
 */

export type TermKind =
  | 'word'
  | 'source'
  | 'service'
  | 'verdict'
  | 'decision'
  | 'category'
  | 'confidence'
  | 'person'
  | 'template'

const MAX_WORDS = 24
const MAX_TEMPLATES = 4
const MAX_ASKED_WORDS = 8
const MAX_WORD_CHARS = 40
/** Too common to find anything by. */
const IDLE = new Set(
  'a an the of in on at to for by is are was were be been and or not no it its this that these those with from as has have had'.split(
    ' ',
  ),
)

export function termOf(kind: TermKind, value: string): bigint {
  return createHash('sha256').update(`${kind}:${value}`).digest().readBigInt64BE(0)
}

/** Lower case, letters and digits, 2 to 40 characters, each once; `payments-db` is two words. */
export function wordsOf(text: string): string[] {
  const words = text
    .slice(0, 4_000)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 2 && word.length <= MAX_WORD_CHARS && !IDLE.has(word))
  return [...new Set(words)]
}

/** Tenths, 0 to 9: 0.86 is in the eighth, 1 in the ninth. */
export function bandOf(confidence: number): number {
  return Math.min(9, Math.floor(confidence * 10 + 1e-9))
}

/** All terms of an analysis, without repeats. */
export function termsOfNew(given: NewAnalysis): bigint[] {
  const { source, createdById, analysis, alert } = given
  const service = serviceOf(given)
  const filters: [TermKind, string | null][] = [
    ['source', source],
    ['service', service],
    ['verdict', analysis.verdict],
    ['decision', analysis.decision.kind],
    ['category', analysis.category],
    ['confidence', `${bandOf(analysis.confidence)}`],
    ['person', createdById],
  ]
  const causes = analysis.rootCauses.map(({ summary }) => summary)
  const texts = [analysis.title, service, analysis.component, alert?.title, alert?.sourceName, ...causes]
  const words = wordsOf(texts.filter(Boolean).join(' ')).slice(0, MAX_WORDS)
  return distinct([
    ...filters.flatMap(([kind, value]) => (value === null ? [] : [termOf(kind, value)])),
    ...words.map((word) => termOf('word', word)),
    ...(given.templateKeys ?? []).slice(0, MAX_TEMPLATES).map((key) => termOf('template', key)),
  ])
}

/** What a person asks for: every word and every filter must be there. Words first, since they are the rarer ones. */
export function termsOfFilter(filter: AnalysisFilter): bigint[] {
  const { search = '', confidence } = filter
  const filters: [TermKind, string | undefined][] = [
    ['service', filter.service],
    ['person', filter.person],
    ['category', filter.category],
    ['verdict', filter.verdict],
    ['decision', filter.decision],
    ['confidence', confidence === undefined ? undefined : `${confidence}`],
    ['source', filter.source],
  ]
  return distinct([
    ...wordsOf(search)
      .slice(0, MAX_ASKED_WORDS)
      .map((word) => termOf('word', word)),
    ...filters.flatMap(([kind, value]) => (value === undefined ? [] : [termOf(kind, value)])),
  ])
}

const distinct = (terms: readonly bigint[]): bigint[] => [...new Set(terms)]
