import type { Action } from '../../analysis.ts'
import type { FactKind, FactRule } from '../fact.ts'

type Extra = Pick<FactRule, 'category' | 'summary' | 'actions' | 'needsCompany'>

/** One row of a tool's table. */
export function rule(
  kind: FactKind,
  weight: number,
  anchors: readonly string[],
  pattern: RegExp,
  extra: Extra = {},
): FactRule {
  return { kind, weight, anchors, pattern, ...extra }
}

/** A step that only looks. */
export function look(description: string, command?: string): Action {
  return { description, risk: 'read_only', ...(command === undefined ? {} : { command }) }
}

/** A step that can be taken back. */
export function change(description: string, command?: string): Action {
  return { description, risk: 'reversible', ...(command === undefined ? {} : { command }) }
}
