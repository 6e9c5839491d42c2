import type { Chart, Diagnosis } from '../analysis.ts'
import type { CondensedLog } from '../condense/condensed-log.ts'
import type { StoredDiagnosis } from '../guard/guard-analysis.ts'
import type { EvidenceMatch, KeptEvidence } from '../guard/match-evidence.ts'
import type { RedactionPolicy } from '../redact/policy.ts'
import type { Redaction, RedactionOverride } from '../redact/redaction.ts'
import type { Rejection } from '../redact/tenant-patterns.ts'
import type { PackedLines } from './packed-lines.ts'

/** What of a redaction goes from one thread to the other. */
export type PlainRedaction = Pick<Redaction, 'text' | 'findings' | 'ruleSet' | 'complete'>

/** What the server and its worker say to each other. Plain data: it is copied from one thread to the other. */
export interface Jobs {
  /** Redacts again text that claims to be redacted. `kept`: the overrides of the policy that a finding stood behind. */
  recheck: {
    asked: { text: string; policy: RedactionPolicy; budgetMs: number }
    answered: { redaction: PlainRedaction; kept: readonly RedactionOverride[] }
  }
  /** Redacts raw text of an alert: what looks like a marker in it is escaped. */
  redact: {
    asked: { text: string; policy: RedactionPolicy; budgetMs: number }
    answered: { redaction: PlainRedaction }
  }
  /** What of a policy cannot be used, with reasons. A pattern may be hostile to compile, so this is a worker's job too. */
  check: { asked: { policy: RedactionPolicy }; answered: { rejected: readonly Rejection[] } }
  /** Condenses redacted lines and explains them with the built-in engine. `now`: epoch milliseconds. */
  explain: {
    asked: { lines: PackedLines; now: number; budgetTokens: number }
    answered: { log: CondensedLog; diagnosis: Diagnosis }
  }
  /** Where kept evidence stands in lines that were given again. `key`: of the hashes, base64url. */
  match: {
    asked: { lines: PackedLines; evidence: readonly KeptEvidence[]; key: string }
    answered: EvidenceMatch[]
  }
  /** What of an answer may be kept. */
  guard: { asked: { diagnosis: Diagnosis; log: CondensedLog }; answered: StoredDiagnosis & { chart: Chart } }
}

export type JobName = keyof Jobs

export type Request = { [N in JobName]: { job: N; asked: Jobs[N]['asked'] } }[JobName]

/** `null` where the job threw: what it threw could quote the text, so it is not passed on. */
export type Reply = { answered: Jobs[JobName]['answered'] | null }
