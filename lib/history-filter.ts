import { z } from 'zod'
import type { AnalysisFilter } from './data/analyses.ts'
import { Invalid } from './errors.ts'
import { CATEGORIES, DECISIONS, VERDICTS } from './pipeline/analysis.ts'

export const SOURCES = ['paste', 'cli', 'webhook', 'screenshot'] as const

/** What an address may ask of the history. An empty value is none, as forms send it. */
const schema = z.object({
  search: z.string().trim().max(200).optional(),
  source: z.enum(SOURCES).optional(),
  service: z.string().max(200).optional(),
  verdict: z.enum(VERDICTS).optional(),
  decision: z.enum(DECISIONS).optional(),
  category: z.enum(CATEGORIES).optional(),
  confidence: z
    .string()
    .regex(/^[0-9]$/)
    .transform(Number)
    .optional(),
  person: z.uuid().optional(),
})
export type HistoryFilter = z.infer<typeof schema>

/** Throws Invalid for a value that no form of ours offers. Names it does not know are left alone. */
export function readHistoryFilter(query: Readonly<Record<string, string | string[] | undefined>>): HistoryFilter {
  const given = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      const one = Array.isArray(value) ? value.at(-1) : value
      return one === undefined || one === '' ? [] : [[name, one]]
    }),
  )
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Invalid(parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), message: code })))
}

/** The same as a query, for links to the next page. */
export function historyQuery(filter: HistoryFilter & Pick<AnalysisFilter, 'cursor'>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined && value !== '') query.set(name, `${value}`)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
