import type { ModelPolicyView } from './model-policy.ts'
import { type ClaudeModel, COMPLEX_MODEL, FAST_MODEL, MODELS } from './pipeline/analyze/models.ts'
import { MAX_OVERHEAD_TOKENS } from './pipeline/analyze/request.ts'

/** What asking a model would cost, by list price, in millionths of a US dollar: `fixed`, and `perToken` of the log. */
export interface ModelEstimate {
  model: string
  perToken: number
  fixed: number
}

/** Of a reply, as replies are on average; the most that one may have is a limit, not an estimate. */
const REPLY_TOKENS = 1_000

/** One for each model that the workspace's settings may lead to; none where no model is asked. */
export function modelEstimates({ policy, operatorKey }: ModelPolicyView): ModelEstimate[] {
  const hasKey = policy.ownKey || (operatorKey && policy.baseUrl === null)
  if (policy.mode === 'local_only' || !hasKey) return []
  if (policy.mode === 'fast') return [estimateOf(FAST_MODEL, 1)]
  if (policy.mode === 'complex') return [estimateOf(COMPLEX_MODEL, 2)]
  return [estimateOf(FAST_MODEL, 1), estimateOf(COMPLEX_MODEL, 2)]
}

/** The complex model is asked twice: for an answer, and for what speaks against it. */
function estimateOf(model: ClaudeModel, requests: number): ModelEstimate {
  const { price } = MODELS[model]
  return {
    model,
    perToken: requests * price.in,
    fixed: requests * (MAX_OVERHEAD_TOKENS * price.in + REPLY_TOKENS * price.out),
  }
}
