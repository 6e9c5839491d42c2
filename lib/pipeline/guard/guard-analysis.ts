import { z } from 'zod'
import { type Diagnosis, diagnosisSchema, evidenceSchema, rootCauseSchema } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import { storableComponent } from './component-name.ts'
import { type Writers, writeDiagnosis } from './diagnosis-text.ts'
import { findEcho } from './log-echo.ts'
import { type Grants, maskProse, type Prose, readProse } from './mask-prose.ts'
import { maskTemplate as maskByPhrases } from './mask-template.ts'
import { indexNames, indexPhrases } from './phrase-index.ts'

/** What may be kept of a diagnosis: the same shape without the quotes. */
export const storedDiagnosisSchema = diagnosisSchema.extend({
  rootCauses: z
    .array(rootCauseSchema.extend({ evidence: z.array(evidenceSchema.omit({ quote: true })).max(20) }))
    .max(5),
})
export type StoredDiagnosis = z.infer<typeof storedDiagnosisSchema>

/** The storable form of a template by the vocabulary alone: words outside it are `<*>`, neighbouring `<*>` are one. */
export function maskTemplate(template: string): string {
  return maskByPhrases(template)
}

/**
 * What may be stored of an analysis of `log`: no line of it, and no word of it that is not ours. Templates keep the words
 * of the vocabulary and whole published phrases. Prose keeps what the log does not hold; a word that stands in the log
 * stays only as a word of the vocabulary, as part of a phrase, as a component that stands in a component's place, or as a
 * number that is stored beside it. Quotes are dropped. Linear in the log; idempotent; never throws.
 *
 * `phrases` are published texts of ours, holes as `{name}` or `<*>`: the failures of our signatures as their makers word
 * them, and our own sentences. Limits: a meaning told in other words, a translation or an encoding is not recognised.
 */
export function guardDiagnosis(diagnosis: Diagnosis, log: CondensedLog, phrases: readonly string[]): StoredDiagnosis {
  const heard = linesOf(diagnosis, log)
  const published = indexPhrases(phrases)
  const components = new Map<string, string | null>()
  const component = (name: string | null) => {
    if (name === null) return null
    const known = components.get(name)
    const storable = known === undefined ? storableComponent(name, heard) : known
    components.set(name, storable)
    return storable
  }
  const found = new Set<string>()
  const template = (text: string) => maskByPhrases(text, published)
  const collect: Writers = { component, template, prose: (text) => found.add(text) && text }
  writeDiagnosis(diagnosis, collect)
  const grants: Grants = {
    phrases: published,
    names: indexNames([...components.values()].filter((name) => name !== null)),
    numbers: numbersOf(diagnosis, log),
    linesIn: log.linesIn,
  }
  const texts = new Map<string, Prose>()
  for (const text of found) texts.set(text, readProse(text, grants))
  const echo = findEcho(
    [...texts.values()].map(({ probe }) => probe),
    heard,
  )
  const prose = (text: string) => {
    const read = texts.get(text)
    return read ? maskProse(read, echo, grants) : ''
  }
  return writeDiagnosis(diagnosis, { component, template, prose })
}

/** Every text of the log that an engine could see, once. */
function linesOf(diagnosis: Diagnosis, log: CondensedLog): string[] {
  const seen = new Set<string>()
  for (const { text } of log.lines) seen.add(text)
  for (const { template, sample } of log.templates) seen.add(template).add(sample)
  for (const line of log.text.split('\n')) seen.add(line.replace(/^\d+\t/, ''))
  for (const { evidence } of diagnosis.rootCauses) {
    for (const { template, quote } of evidence) seen.add(template).add(quote ?? '')
  }
  return [...seen]
}

function numbersOf(diagnosis: Diagnosis, log: CondensedLog): Set<string> {
  const evidence = diagnosis.rootCauses.flatMap((cause) => cause.evidence)
  const numbers = [log.linesIn, ...evidence.flatMap(({ line, count }) => [line, count])]
  return new Set([...numbers, ...diagnosis.timeline.map(({ line }) => line)].flatMap((n) => [`${n}`, withCommas(n)]))
}

const withCommas = (n: number) => `${n}`.replace(/\B(?=(?:\d{3})+$)/g, ',')
