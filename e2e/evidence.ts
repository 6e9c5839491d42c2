import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BUILT_SOURCE } from '../lib/trust/built-source.ts'
import { wordsOf } from '../lib/trust/claim.ts'
import { CLAIMS } from '../lib/trust/claim-list.ts'
import { chained, NO_RECORD, sha256Of } from '../lib/trust/evidence-record.ts'
import { addresses } from './cast.ts'

const ROOT = path.dirname(import.meta.dirname)
export const evidenceFile = () => path.join(addresses().home, 'evidence.jsonl')
export const built = readFileSync(path.join(ROOT, BUILT_SOURCE), 'utf8').trim()

/** Evidence of a run in which every check passed but those of `broken`, on the source that was built. */
export function writeEvidence(
  broken: readonly string[] = [],
  sourceHash = built,
  at = new Date(Date.now() - 60_000),
): void {
  let previous = NO_RECORD
  const lines = CLAIMS.flatMap((claim) =>
    claim.checks.map((check) => {
      const failed = broken.includes(claim.id)
      const record = chained(
        {
          claim: claim.id,
          check: check.id,
          outcome: failed ? 'fail' : 'pass',
          startedAt: at.toISOString(),
          finishedAt: at.toISOString(),
          sourceHash,
          population: check.minPopulation,
          figures: {},
          statementSha256: sha256Of(wordsOf(claim)),
          checkSha256: sha256Of(''),
          outputSha256: sha256Of(''),
          control: { ran: true, wentRed: true },
          detail: failed ? 'Planted.' : null,
        },
        previous,
        null,
      )
      previous = record.hash
      return JSON.stringify(record)
    }),
  )
  writeFileSync(evidenceFile(), `${lines.join('\n')}\n`)
}
