import type { TenantId } from '../data/unscoped.ts'
import { loadRedactionPolicy } from '../redaction-policy.ts'
import type { Received } from './receive.ts'
import { policyDigest } from './redact/policy.ts'
import { numberLines } from './workers/packed-lines.ts'
import { redactInWorker } from './workers/redact-in-worker.ts'

/** Lines beyond are not read. */
const MAX_LINES = 50_000

/**
 * Raw text of a program, redacted before anything else is done with it. `redact`, never `recheck`: a marker in it was forged.
 * Throws Unavailable where the redactor does not finish; nothing is made of the text then.
 */
export async function receiveText(tenant: TenantId, text: string): Promise<Received> {
  const { policy } = await loadRedactionPolicy(tenant)
  const joined = text
    .split(/\r\n|[\r\n]/)
    .slice(0, MAX_LINES)
    .join('\n')
  const redaction = await redactInWorker(joined, policy)
  return {
    lines: numberLines(redaction.text),
    bytesIn: Buffer.byteLength(joined),
    redactions: redaction.findings,
    ruleSet: redaction.ruleSet,
    policy: policyDigest(policy),
    overrides: [],
  }
}
