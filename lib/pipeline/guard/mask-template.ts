import { foldText } from './folded-text.ts'
import { keepByVocabulary, renderMasked } from './mask.ts'
import { indexPhrases, markPhrases, type PhraseIndex } from './phrase-index.ts'
import { type Piece, piecesOf, unitsOf } from './pieces.ts'

const NO_PHRASES = indexPhrases([])

/**
 * The storable form of a template: each word outside the vocabulary is `<*>`, neighbouring `<*>` are one. A template of a
 * line seen once is the line, so nothing of it counts as ours but what the vocabulary or a published phrase holds.
 * Idempotent, total, deterministic.
 */
export function maskTemplate(template: string, phrases: PhraseIndex = NO_PHRASES): string {
  const pieces = piecesOf(foldText(template)).map(shorten)
  const units = unitsOf(pieces)
  return renderMasked(pieces, units, keepByVocabulary(pieces, units, markPhrases(pieces, units, phrases)))
}

/** Rulers and ASCII art say nothing that three signs do not. */
function shorten(piece: Piece): Piece {
  if (piece.kind !== 'gap') return piece
  return { kind: 'gap', text: piece.text.replace(/\n/g, ' ').replace(/\S{4,}/g, (signs) => signs.slice(0, 3)) }
}
