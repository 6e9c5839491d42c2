import { unscopedCall } from './unscoped.ts'

/**
 * Reports of weaknesses. They join the queue of staff; no page of a member or visitor can read them.
 *
 *   fileDisclosure({ ... })   false where very many wait already
 */
export async function fileDisclosure(report: {
  id: string
  /** Id of the claim that it disputes, or null. */
  about: string | null
  sealedReport: string
  /** Null where no address was given: nobody waits for an answer. */
  firstDueAt: Date | null
  dueAt: Date
}): Promise<boolean> {
  const { id, about, sealedReport, firstDueAt, dueAt } = report
  const rows = await unscopedCall('file_disclosure', id, about, sealedReport, firstDueAt, dueAt)
  return rows.length > 0
}
