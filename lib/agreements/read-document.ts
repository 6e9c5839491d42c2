import { z } from 'zod'
import { type AgreementDocument, documentHash } from './dpa-document.ts'

/** The stored texts of an agreement as a page and a PDF draw them. */

const terms = z.array(z.tuple([z.string(), z.string()]))
const textSchema = z.object({
  ...{ title: z.string(), version: z.string(), attribution: z.string() },
  clauses: z.array(z.object({ title: z.string(), paragraphs: z.array(z.string()) })),
})
const annex1Schema = z.object({ title: z.string(), terms })
const annex2Schema = z.object({
  title: z.string(),
  measures: z.array(
    z.object({
      ...{ id: z.string(), title: z.string(), statement: z.string(), limits: z.array(z.string()) },
      ...{ state: z.string(), detail: z.string() },
    }),
  ),
})
const annex3Schema = z.object({
  title: z.string(),
  subprocessors: z.array(
    z.object({ name: z.string(), purpose: z.string(), data: z.string(), region: z.string(), when: z.string() }),
  ),
})

export interface ReadDocument {
  text: z.infer<typeof textSchema>
  annex1: z.infer<typeof annex1Schema>
  annex2: z.infer<typeof annex2Schema>
  annex3: z.infer<typeof annex3Schema>
  sha256: string
}

export function readDocument(document: AgreementDocument): ReadDocument {
  return {
    text: textSchema.parse(JSON.parse(document.text)),
    annex1: annex1Schema.parse(JSON.parse(document.annex1)),
    annex2: annex2Schema.parse(JSON.parse(document.annex2)),
    annex3: annex3Schema.parse(JSON.parse(document.annex3)),
    sha256: documentHash(document),
  }
}

/** A measure: its name and state, then what it says, what it does not show, and since when. */
export function measureTerm(measure: ReadDocument['annex2']['measures'][number]): readonly [string, string] {
  const { id, title, statement, limits, state, detail } = measure
  return [`${id} · ${state}`, `${title}. ${statement}\nLimits: ${limits.join(' ')}\n${detail}`]
}

/** An empty list is said: a gap would look like one. */
export function subprocessorTerms({ subprocessors }: ReadDocument['annex3']): (readonly [string, string])[] {
  if (subprocessors.length === 0) return [['None', 'The Provider has named no subprocessor.']]
  return subprocessors.map(({ name, purpose, data, region, when }) => [
    name,
    `${purpose}. Sees: ${data}. ${region}. ${when}`,
  ])
}
