import type { RedactionPolicy } from '../redact/policy.ts'
import { budgetMsFor } from '../redact/time-budget.ts'
import type { Jobs } from './jobs.ts'
import { ask } from './pipeline-pool.ts'

const CHECK_MS = 2_000
/** The budget is of processor time; on a machine with four times more work than processors that is four times as long. */
const BUSY = 4

/** `recheck` on a thread of its own. Throws Unavailable where the thread ends before it has answered; nothing is kept then. */
export function recheckInWorker(text: string, policy: RedactionPolicy): Promise<Jobs['recheck']['answered']> {
  const budgetMs = budgetMsFor(text.length)
  return ask('recheck', { text, policy, budgetMs }, BUSY * budgetMs)
}

/** `redact` on a thread of its own, for text that has never been here. Throws Unavailable as `recheckInWorker` does. */
export async function redactInWorker(
  text: string,
  policy: RedactionPolicy,
): Promise<Jobs['redact']['answered']['redaction']> {
  const budgetMs = budgetMsFor(text.length)
  return (await ask('redact', { text, policy, budgetMs }, BUSY * budgetMs)).redaction
}

/** What of a policy cannot be used, with reasons; compiled on a thread of its own. Throws Unavailable. */
export async function checkPolicyInWorker(policy: RedactionPolicy): Promise<Jobs['check']['answered']['rejected']> {
  return (await ask('check', { policy }, CHECK_MS)).rejected
}
