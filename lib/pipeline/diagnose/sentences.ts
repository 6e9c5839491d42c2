import type { Candidate } from './candidate.ts'
import { type Gist, gistOf } from './facts-of.ts'

/** Cuts at a blank, with `…` where something is missing. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const at = text.lastIndexOf(' ', max - 1)
  return `${text.slice(0, at > max * 0.6 ? at : max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const some = (values: readonly string[], shown: number, max: number): string => {
  const rest = values.length - shown
  return `${values
    .slice(0, shown)
    .map((value) => cut(value, max))
    .join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`
}

/** One line that says what failed, first word first. */
export function titleOf(candidate: Candidate): string {
  const { tool } = candidate
  const gist = gistOf(candidate.facts)
  if (candidate.summary) return cut(candidate.summary, 180)
  const name = tool?.name ?? 'Log'
  const test = gist.tests[0]
  if (test) return cut(`${name}: ${test}${gist.tests.length > 1 ? ` and ${gist.tests.length - 1} more` : ''}`, 190)
  const place = gist.place ?? gist.files[0]
  const message = gist.messages[0] ?? gist.totals[0]
  return cut([name, place, message].filter(Boolean).join(': '), 190)
}

/** What one candidate's facts say, in sentences: our words first, words of the log after a colon. */
export function causeSummary(candidate: Candidate): string {
  const { tool, facts } = candidate
  const gist = gistOf(facts)
  const lead = candidate.summary
    ? `${candidate.summary}.`
    : `${tool?.name ?? 'A program'} reports a failed ${tool?.noun ?? 'run'}.`
  return cut([lead, ...detailsOf(gist)].join(' '), 950)
}

function detailsOf(gist: Gist): string[] {
  const said: string[] = []
  if (gist.messages[0]) said.push(`Message: ${cut(gist.messages[0], 260)}.`)
  if (gist.tests.length > 0) said.push(`Failing tests: ${some(gist.tests, 3, 160)}.`)
  if (gist.place && gist.files.length <= 1) said.push(`Place: ${cut(gist.place, 160)}.`)
  else if (gist.files.length > 0) said.push(`Files: ${some(gist.files, 6, 90)}.`)
  if (gist.expected !== null && gist.actual !== null)
    said.push(`expected vs actual: ${cut(gist.expected, 120)} vs ${cut(gist.actual, 120)}.`)
  if (gist.totals[0]) said.push(`Totals: ${cut(gist.totals[0], 140)}.`)
  return said
}
