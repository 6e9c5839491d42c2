import type { Category, RootCause } from '../../analysis.ts'

export const CODE_KINDS = ['errno', 'sqlstate', 'http', 'exit', 'grpc'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

/** What a number or short name of a failure says by itself. */
export interface CodeMeaning {
  kind: CodeKind
  /** As it is written in logs: `ENOSPC`, `53300`, `503`, `137`, `UNAVAILABLE`. */
  code: string
  /** Published name where the code is a number: `Service Unavailable`. */
  name: string
  /** A few plain words, no full stop. */
  meaning: string
  category: Category
  /** Whether the code tends to name a cause or only shows that something else failed. */
  tells: RootCause['kind']
}

/** One row of a table: code, name, meaning, category, cause or symptom. */
export type CodeRow = readonly [string, string, string, Category, RootCause['kind']]

/** Rows by their upper-case code. */
export function tableOf(kind: CodeKind, rows: readonly CodeRow[]): ReadonlyMap<string, CodeMeaning> {
  return new Map(
    rows.map(([code, name, meaning, category, tells]) => [
      code.toUpperCase(),
      { kind, code, name, meaning, category, tells },
    ]),
  )
}
