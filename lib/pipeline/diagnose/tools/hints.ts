import type { Tool } from '../fact.ts'
import { rule } from './rule.ts'

/** What tools advise: "Please run X", "fix with `X`". Advice of the log is shown as advice, never followed. */
export const HINTS: readonly Tool[] = [
  {
    id: 'hint',
    name: 'The tool',
    category: 'unknown',
    noun: 'advice',
    depth: 0,
    rules: [
      rule(
        'hint',
        0.5,
        ['un ', 'Try ', 'try ', 'ix'],
        /^(?:\W{0,4}(?:help|hint|note|info|tip)?\W{0,4} ?)(?:[Pp]lease )?(?:[Rr]un|[Tt]ry(?: running)?|[Ff]ix (?:it |this |them )?(?:with|by running)|To fix(?: this| these)?,? (?:please )?run:?) [`'"](?<command>[\w@./:=,-][\w@./:=, -]{2,100})[`'"]/,
      ),
      rule(
        'hint',
        0.5,
        ['lease run '],
        /[Pp]lease run:? (?<command>(?:yarn|npm|npx|pnpm|make|cargo|go|python3?|pip|poetry|uv|tox|nox|mvn|\.\/gradlew|gradle|bundle|composer|dotnet|pre-commit|ruff|black|terraform|bazel|\.\/[\w./-]{2,60})(?: [\w@./:=-]{1,60}){0,5}?)(?= (?:and|to|or|before|in order|then|for)\b|[.,;:`'"]|$)/,
      ),
      rule(
        'hint',
        0.4,
        ['to fix', 'To fix'],
        /^Run '?(?<command>[\w@./:=-][\w@./:= -]{2,80}?)'? to fix (?:these|this|the|them)/,
      ),
    ],
    actions: [],
  },
]
