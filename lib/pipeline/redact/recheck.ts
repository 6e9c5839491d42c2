import { type RedactOptions, runToEnd, scanSteps } from './engine.ts'
import { defaultPolicy, type RedactionPolicy } from './policy.ts'
import type { Redaction } from './redaction.ts'

/**
 * Checks text that claims to be redacted: well-formed placeholders are opaque, whatever else a rule finds is redacted.
 * `recheck(redact(x).text).text === redact(x).text` under one policy. Findings and spans are the new ones only.
 */
export function recheck(text: string, policy: RedactionPolicy = defaultPolicy, options: RedactOptions = {}): Redaction {
  return runToEnd(scanSteps(text, 'redacted', policy, options), text.length, options)
}
