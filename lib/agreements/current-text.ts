import { company } from '#trust.config'
import { clausesText } from './dpa-document.ts'
import { DPA_VERSION } from './dpa-text.ts'
import { sha256 } from './record.ts'

/** The clauses as they would be signed today: what an older agreement is compared with. */
export function currentText(): { version: string; sha256: string } {
  return { version: DPA_VERSION, sha256: sha256(clausesText(company)) }
}
