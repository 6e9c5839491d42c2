import type { Fact, FactRule, Tool } from './fact.ts'
import { matchSignatures } from './match-signatures.ts'
import type { Row } from './row.ts'
import type { Signature } from './signature.ts'
import { SIGNATURES } from './signatures/all.ts'

/** A signature seen as a tool with one rule, so that both kinds of knowledge are weighed alike. */
export interface SignatureTool extends Tool {
  signature: Signature
}

const BY_ID = new Map(SIGNATURES.map((signature) => [signature.id, toolOf(signature)]))

function toolOf(signature: Signature): { tool: SignatureTool; rule: FactRule } {
  const { id, family, category, prior, anchors, pattern, summary, actions } = signature
  const rule: FactRule = { kind: 'cause', anchors, pattern, weight: prior, summary, actions }
  return {
    tool: { id, name: family.replace(/-/g, ' '), category, noun: 'run', depth: 2, rules: [rule], actions, signature },
    rule,
  }
}

/** The signature behind a tool, or null where the tool is one of the table of tools. */
export function signatureOf(tool: Tool | null): Signature | null {
  return tool !== null && 'signature' in tool ? (tool as SignatureTool).signature : null
}

/** What known failures the row shows. */
export function signatureFacts(row: Row): Fact[] {
  return matchSignatures(row.clean).flatMap(({ signature, groups }) => {
    const known = BY_ID.get(signature.id)
    return known ? [{ tool: known.tool, rule: known.rule, row, groups }] : []
  })
}
