import { unscopedCall } from './unscoped.ts'

/**
 * Reports of weaknesses. Nobody who is served can read them; the operator does, as the owner of the database.
 *
 *   fileDisclosure({ id, about, sealedReport })   false where very many wait already
 */
export async function fileDisclosure(report: {
  id: string
  /** Id of the claim that it disputes, or null. */
  about: string | null
  sealedReport: string
}): Promise<boolean> {
  const rows = await unscopedCall('file_disclosure', report.id, report.about, report.sealedReport)
  return rows.length > 0
}
