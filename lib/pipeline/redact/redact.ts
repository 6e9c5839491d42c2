import { type RedactOptions, runToEnd, scanSteps } from './engine.ts'
import { defaultPolicy, type RedactionPolicy } from './policy.ts'
import type { Redaction } from './redaction.ts'

export type { RedactOptions } from './engine.ts'

/**
 * Replaces secrets, financial and personal data of raw text by placeholders. Line count and line ends stay as they were.
 * Text that looks like one of our own placeholders is escaped, so that nobody can forge one. Pure and deterministic; never
 * throws on any text. With a budget it fails closed: lines it did not reach become `[REDACTED:UNSCANNED]`.
 */
export function redact(raw: string, policy: RedactionPolicy = defaultPolicy, options: RedactOptions = {}): Redaction {
  return runToEnd(scanSteps(raw, 'raw', policy, options), raw.length, options)
}
