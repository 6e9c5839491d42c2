import type { CondensedLog } from '../condense/condensed-log.ts'
import { maskTemplate } from './mask-template.ts'
import { messagePart } from './message-part.ts'
import { indexPhrases } from './phrase-index.ts'

/** A line of evidence as it is kept. */
export interface KeptEvidence {
  line: number
  template: string
  /** HMAC-SHA-256 of the redacted line under the analysis' key, lower-case hex. */
  hash: string
}

/**
 * `exact`: the same line at the same number. `moved`: the same line elsewhere. `shape`: only a line of the same masked template.
 * `missing`: nothing like it in what was given.
 */
export interface EvidenceMatch {
  line: number
  found: 'exact' | 'moved' | 'shape' | 'missing'
  /** Where it stands in what was given; null where nothing was found. */
  at: number | null
}

export interface Given {
  log: CondensedLog
  /** The redacted text of a line of what was given, as its hash is made of it; undefined past its end. */
  textAt: (line: number) => string | undefined
  /** HMAC under the analysis' key, lower-case hex. */
  hashOf: (text: string) => string | Promise<string>
  /** Published texts of ours, as the guard had them. */
  phrases: readonly string[]
}

/** Lines of one shape that are hashed to find one that has moved. */
const MAX_TRIED = 300

/**
 * Finds kept evidence in a log again, without anything of it having been kept: by hash at its own number, then by hash among lines
 * of its masked template, then by the template alone.
 */
export async function matchEvidence(evidence: readonly KeptEvidence[], given: Given): Promise<EvidenceMatch[]> {
  const { textAt, hashOf } = given
  const shapes = shapesOf(given)
  return Promise.all(
    evidence.map(async ({ line, template, hash }): Promise<EvidenceMatch> => {
      const own = textAt(line)
      if (own !== undefined && (await hashOf(own)) === hash) return { line, found: 'exact', at: line }
      const wanted = plain(template)
      const alike = wanted === '' ? [] : shapes.filter(({ shape }) => shape.includes(wanted))
      for (const { number } of alike.slice(0, MAX_TRIED)) {
        const text = textAt(number)
        if (text !== undefined && (await hashOf(text)) === hash) return { line, found: 'moved', at: number }
      }
      const [first] = alike
      return first === undefined ? { line, found: 'missing', at: null } : { line, found: 'shape', at: first.number }
    }),
  )
}

/** Every line that was kept, and of every template its first one, masked as evidence is before it is stored; ascending. */
function shapesOf({ log, phrases }: Given): { number: number; shape: string }[] {
  const published = indexPhrases(phrases)
  const texts = new Map<number, { text: string; template: string }>()
  for (const { firstLine, sample, template } of log.templates) texts.set(firstLine, { text: sample, template })
  for (const { number, text, template } of log.lines)
    texts.set(number, { text, template: log.templates[template]?.template ?? text })
  return [...texts]
    .sort(([a], [b]) => a - b)
    .map(([number, { text, template }]) => ({
      number,
      shape: plain(maskTemplate(messagePart(text, template.replace(/\s+/g, ' ').trim()), published)),
    }))
}

/** Without what differs from line to line: masked words and numbers are one mark. Evidence of a long line is a part of it. */
const plain = (template: string): string =>
  template
    .replace(/<\*>|[^\s]*\d[^\s]*/g, '#')
    .replace(/[#\s.…]+/g, ' ')
    .trim()
