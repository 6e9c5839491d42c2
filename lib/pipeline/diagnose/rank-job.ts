import type { Category } from '../analysis.ts'
import { type Candidate, groupFacts, isCause, isTelling } from './candidate.ts'
import type { Fact } from './fact.ts'
import { nearness, placeWeight, type Region } from './region.ts'
import { signatureOf } from './signature-tools.ts'

const BONUS_PER_KIND = 0.03
const MAX_KINDS = 5
/** A compiler comes before the tests that need its output; a wrapper only passes on. */
const DEPTH_BONUS = [-0.1, 0.02, 0.1] as const
/** A cause explains what tools report. */
const CAUSE_BONUS = 0.2
const SIGNATURE_BONUS = 0.1
const NAMED_BONUS = 0.05
/** Failures that do not pass by themselves, and so need not stand next to what they broke. */
const LASTING: readonly Category[] = [
  'permission_or_secret',
  'resource_exhaustion',
  'configuration_error',
  'ci_configuration',
  'tls',
]

/** What failed in a job, best first: strongest line, where it stands, how much else agrees with it. */
export function rankJob(facts: readonly Fact[], region: Region | null): Candidate[] {
  const all = groupFacts(facts, 'tool')
  const reported = facts
    .filter((fact) => fact.rule.kind !== 'cause' && isTelling(fact) && fact.rule.weight >= 0.5)
    .map(({ row }) => row.number)
  if (region) reported.push(region.to)
  for (const one of all) one.score = scoreOf(one, region, reported)
  return all.sort((a, b) => b.score - a.score || a.firstLine - b.firstLine || (a.id < b.id ? -1 : 1))
}

function scoreOf(one: Candidate, region: Region | null, reported: readonly number[]): number {
  const cause = isCause(one)
  const lasting = LASTING.includes(one.category)
  const telling = one.facts.filter(isTelling)
  const best = Math.max(
    ...telling.map(
      ({ rule, row }) =>
        rule.weight * placeWeight(region, row.number) * (cause ? nearness(reported, row.number, lasting) : 1),
    ),
  )
  const alone = telling.every(({ rule }) => rule.kind === 'total') ? 0.85 : 1
  const kinds = Math.min(MAX_KINDS, new Set(one.facts.map(({ rule }) => rule.kind)).size)
  const named = region?.step?.toLowerCase().includes(one.tool.name.toLowerCase()) ? NAMED_BONUS : 0
  if (!cause) return best * alone + DEPTH_BONUS[one.tool.depth] + BONUS_PER_KIND * kinds + named
  const signature = signatureOf(one.tool)
  return best + (signature ? (signature.kind === 'cause' ? SIGNATURE_BONUS : -0.1) : CAUSE_BONUS)
}
