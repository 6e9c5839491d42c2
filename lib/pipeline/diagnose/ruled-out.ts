import type { Category, Diagnosis } from '../analysis.ts'
import { type Candidate, isCause, linesOf } from './candidate.ts'
import type { Fact } from './fact.ts'
import type { Region } from './region.ts'
import { cut } from './sentences.ts'
import type { LogView } from './view.ts'

type RuledOut = Diagnosis['ruledOut']

/** What one asks first at night, and the classes of failure that would show it. */
const SUSPECTS: readonly (readonly [string, readonly Category[]])[] = [
  ['The machine ran out of memory or disk', ['resource_exhaustion']],
  ['A network or name failure', ['network', 'dns', 'tls']],
  ['A missing permission or secret', ['permission_or_secret']],
  ['A time limit', ['timeout']],
  ['An installation of dependencies that failed', ['dependency_install']],
]

/** Other answers with why they lost, then usual suspects of which no line that was read says anything. */
export function ruledOut(
  view: LogView,
  best: Candidate,
  others: readonly Candidate[],
  facts: readonly Fact[],
  region: Region | null,
): RuledOut {
  const lost = others
    .filter((other) => !isConsequence(other, best))
    .filter(
      ({ category, score, tool, kind }) =>
        kind === 'cause' && category !== best.category && category !== 'unknown' && tool.depth > 0 && score > 0.4,
    )
    .slice(0, 3)
    .map((other) => ({ hypothesis: hypothesisOf(other), reason: reasonAgainst(other, best, region) }))
  const seen = new Set(facts.map(({ tool, rule }) => rule.category ?? tool.category))
  const silent = SUSPECTS.filter(
    ([, categories]) => !categories.includes(best.category) && !categories.some((category) => seen.has(category)),
  )
  const absent = silent.slice(0, Math.max(0, 4 - lost.length)).map(([hypothesis]) => ({
    hypothesis,
    reason: `None of the ${view.rows.length} lines read says so.`,
  }))
  return [...lost, ...absent]
}

/** A tool that fails right beside the cause fails because of it: that is no other answer. */
function isConsequence(other: Candidate, best: Candidate): boolean {
  return (
    isCause(best) &&
    !isCause(other) &&
    other.facts.some(({ row }) => best.facts.some((fact) => Math.abs(fact.row.number - row.number) <= BESIDE_LINES))
  )
}

const BESIDE_LINES = 150

const CLASS_WORDS: Partial<Record<Category, string>> = {
  code_defect: 'a defect in code',
  test_failure: 'failing tests',
  compile_error: 'a build that does not compile',
  type_error: 'types that do not agree',
  lint_failure: 'a style check',
  dependency_install: 'an installation of dependencies that failed',
  dependency_failure: 'a failing dependency',
  permission_or_secret: 'a missing permission or secret',
  resource_exhaustion: 'memory or disk that ran out',
  ci_configuration: 'the configuration of the job',
  configuration_error: 'a wrong configuration',
  build_environment: 'the build environment',
}

export const classWords = (category: Category): string => CLASS_WORDS[category] ?? category.replace(/_/g, ' ')

function hypothesisOf({ tool, category, summary }: Candidate): string {
  if (summary) return cut(summary, 200)
  const words = classWords(category)
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}, as ${tool.name} reports`
}

function reasonAgainst(other: Candidate, best: Candidate, region: Region | null): string {
  if (region && other.firstLine > region.to)
    return `It first shows at line ${other.firstLine}, after the job had failed at line ${region.to}.`
  if (region && other.lastLine < region.from) return `It last shows at line ${other.lastLine}, in a step that went on.`
  if (!isCause(other) && !isCause(best) && other.tool.depth < best.tool.depth)
    return `${other.tool.name} runs what failed: it reports the same failure from further out.`
  if (other.firstLine > best.firstLine)
    return `It first shows at line ${other.firstLine}, after line ${best.firstLine}: more likely a consequence.`
  return linesOf(other) > linesOf(best)
    ? `Each of its lines says less by itself; first at line ${other.firstLine}.`
    : `Fewer and weaker lines support it; first at line ${other.firstLine}.`
}
