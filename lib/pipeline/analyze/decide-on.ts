import type { Category, Diagnosis, RootCause } from '../analysis.ts'
import { namesCause } from './cap-confidence.ts'

/** Confidence from which an answer may say what to do, and from which it is more than inconclusive; a tenant's choice. */
export interface DecisionLimits {
  act: number
  escalate: number
}

export const DEFAULT_LIMITS: DecisionLimits = { act: 0.6, escalate: 0.35 }

/** Others own what is broken. The built-in engine draws the same line. */
const ELSEWHERE: readonly Category[] = ['dependency_failure', 'infrastructure', 'dns', 'tls']

interface Finding {
  rootCauses: readonly RootCause[]
  category: Category
  component: string | null
  confidence: number
  /** Whom the model would involve, as a role, cleaned. */
  involve: string | null
  local: Diagnosis
}

type Decision = Pick<Diagnosis, 'verdict' | 'decision'>

/** Verdict and decision, by code: a model can neither call for action without support nor call off an alarm alone. */
export function decideOn(
  { rootCauses, category, component, confidence, involve, local }: Finding,
  limits: DecisionLimits,
): Decision {
  const percent = `${Math.round(confidence * 100)} %`
  if (category === 'healthy' && namesCause(local))
    return inconclusive(
      'The model sees no failure, the built-in engine does. Someone should read the quoted lines.',
      local.decision.involve,
    )
  if (category === 'healthy' && local.category === 'healthy')
    return {
      verdict: 'no_action',
      decision: { kind: 'none', reason: 'Nothing in this log asks for action.', involve: null },
    }
  if (rootCauses.length === 0 || category === 'unknown' || category === 'healthy' || confidence < limits.escalate)
    return inconclusive(
      `The log names no cause with enough support (${percent}). Someone who knows this system should read it.`,
      involve,
    )
  if (confidence < limits.act)
    return {
      verdict: 'action_suggested',
      decision: {
        kind: 'escalate',
        reason: `A cause is likely but not sure (${percent}); check it before anything is changed.`,
        involve,
      },
    }
  if (ELSEWHERE.includes(category)) {
    const owner = involve ?? (component ? `the owner of ${component.slice(0, 120)}` : null)
    return {
      verdict: 'action_required',
      decision: {
        kind: 'escalate',
        reason: `The cause lies with ${component ?? 'another service'} (${percent}); its owner can mend it.`,
        involve: owner,
      },
    }
  }
  return {
    verdict: 'action_required',
    decision: {
      kind: 'act',
      reason: `The cause is supported by the quoted lines (${percent}) and does not pass by itself.`,
      involve,
    },
  }
}

function inconclusive(reason: string, involve: string | null): Decision {
  return { verdict: 'inconclusive', decision: { kind: 'escalate', reason, involve } }
}
