import type { NormalizedAlert, ParseResult, SourceKind } from '../normalized-alert.ts'

/** A body as a sender's documentation describes it, with names of nobody, and what it must become. */
export interface Sample {
  kind: SourceKind
  name: string
  body: unknown
  headers?: Record<string, string>
  /** Of the first alert; or the whole result where it is none. */
  alert?: Partial<NormalizedAlert>
  result?: ParseResult
  /** Each: the type of one piece of evidence, and words that it holds. */
  evidence?: readonly (readonly [NormalizedAlert['evidence'][number]['type'], string])[]
  /** How many alerts; 1 where nothing is said. */
  alerts?: number
}

export const bodyOf = ({ body }: Sample): string => (typeof body === 'string' ? body : JSON.stringify(body))
