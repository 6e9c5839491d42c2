import type { Category } from '../../analysis.ts'

/** A short job log written for the tests, with what an answer must get right. */
export interface JobCase {
  name: string
  category: Category
  /** Stands in title, summary, causes or quotes. */
  says: readonly string[]
  log: string
}
