import type { Category } from '../analysis.ts'
import type { Candidate } from './candidate.ts'
import { describeCode } from './codes/describe-code.ts'
import type { Gist } from './facts-of.ts'
import type { Region } from './region.ts'

/** Cuts at a blank, with `…` where something is missing. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const at = text.lastIndexOf(' ', max - 1)
  return `${text.slice(0, at > max * 0.6 ? at : max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** As many values as fit, then how many more there are. */
export function listed(values: readonly string[], maxChars: number, maxEach = 170): string {
  const shown: string[] = []
  let used = 0
  for (const value of values) {
    const text = cut(value, maxEach).replace(/[.\s]{1,8}$/, '')
    if (shown.length > 0 && used + text.length > maxChars) break
    shown.push(text)
    used += text.length + 2
  }
  const rest = values.length - shown.length
  return `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const CLASS_CLAIMS: Partial<Record<Category, string>> = {
  compile_error: 'compile errors',
  type_error: 'type errors',
  lint_failure: 'style or formatting errors',
  test_failure: 'failing tests',
}

/** A test with its file, as runners write it, where the test's own name does not hold it. */
function testNames(gist: Gist): string[] {
  const file = gist.files.length === 1 ? gist.files[0] : undefined
  return gist.tests.map((test) => (file && !test.includes(file) && !test.includes('::') ? `${file} > ${test}` : test))
}

const SHORT_CLAIM = 70

/** One line that says what failed: the tool, the place or test, the message; of a cause beneath, its message. */
export function titleOf({ summary, tool }: Candidate, gist: Gist, beneath: Candidate | null = null): string {
  if (summary) {
    // A short claim of ours says more with the words of the log behind it.
    const said = summary.length < SHORT_CLAIM ? gist.messages[0] : undefined
    return cut(said && !summary.includes(said) ? `${upper(summary)}: ${cut(said, 110)}` : upper(summary), 180)
  }
  const message = beneath?.facts[0]?.groups.message ?? gist.messages[0] ?? gist.totals[0]
  const test = testNames(gist)[0]
  if (test) {
    const more = gist.tests.length > 1 ? ` and ${gist.tests.length - 1} more` : ''
    return cut(`${tool.name}: ${cut(test, 130)}${more}${message ? `: ${message}` : ' failed'}`, 198)
  }
  const place = gist.place ?? gist.files[0]
  return cut([tool.name, place, message].filter(Boolean).join(': '), 198)
}

export interface SummaryOptions {
  maxChars?: number
  beneath?: Candidate | null
}

/** What one candidate's facts say: our words first, words of the log after a colon. */
export function causeSummary(
  { summary, detail, tool, category }: Candidate,
  gist: Gist,
  options: SummaryOptions = {},
): string {
  const { maxChars = 1_150, beneath = null } = options
  const claim = tool.claim ?? (category === tool.category ? CLASS_CLAIMS[category] : undefined)
  const lead = summary
    ? `${upper(summary)}.`
    : claim
      ? `${tool.name} reports ${claim}.`
      : `${tool.name} reports a failed ${tool.noun}.`
  const deeper = beneath
    ? [`Beneath it: ${beneath.summary ?? beneath.tool.name}: ${cut(beneath.facts[0]?.groups.message ?? '', 240)}.`]
    : []
  return cut([lead, ...deeper, ...(detail ? [detail] : detailsOf(gist, maxChars))].join(' '), maxChars)
}

/** From this many failing tests on, one message for all of them points to one cause outside of them. */
const MANY_TESTS = 4

function detailsOf(gist: Gist, maxChars: number): string[] {
  const said: string[] = []
  const room = maxChars > 800 ? 1 : 0.5
  const tests = testNames(gist)
  const { messages, files, place, expected, actual, totals, commands, steps } = gist
  if (messages.length > 0)
    said.push(`${messages.length > 1 ? 'Messages' : 'Message'}: ${listed(messages.slice(0, 4), 340 * room, 240)}.`)
  if (messages.length === 1 && tests.length >= MANY_TESTS)
    said.push('All of them give this one message, so one cause is likely.')
  if (expected !== null && actual !== null) said.push(comparison(expected, actual))
  if (totals.length > 0) said.push(`Totals: ${listed(totals.slice(0, 2).map(trimmed), 200, 130)}.`)
  if (tests.length > 0)
    said.push(`Failing ${tests.length > 1 ? `tests (${tests.length} read)` : 'test'}: ${listed(tests, 420 * room)}.`)
  if (place && files.length <= 1) said.push(`Place: ${cut(place, 200)}.`)
  else if (files.length > 0) said.push(`Files: ${listed(files, 480 * room, 140)}.`)
  if (commands[0]) said.push(`Command: ${cut(commands[0], 200)}.`)
  if (steps.length > 0) said.push(`Failed hooks or tasks: ${listed(steps, 160, 80)}.`)
  return said
}

/** Without the rules that runners draw around their totals. */
const trimmed = (text: string): string => text.replace(/^={1,120} ?| ?={1,120}$/g, '')

/** What differs between two values, where that can be said in a few words. */
function comparison(expected: string, actual: string): string {
  const [left, right] = [unquoted(expected), unquoted(actual)]
  const differs =
    right === `${left}/` || left === `${right}/`
      ? ' They differ by a trailing slash.'
      : left.trim() === right.trim() || left.replace(/\s/g, '') === right.replace(/\s/g, '')
        ? ' They differ by white space.'
        : left.toLowerCase() === right.toLowerCase()
          ? ' They differ by upper and lower case.'
          : ''
  return `The values of expected vs actual: ${cut(expected, 130)} vs ${cut(actual, 130)}.${differs}`
}

const unquoted = (text: string): string => text.trim().replace(/^(["'`])(.*)\1$/, '$2')

/** Where and how the job ended. */
export function endOf(region: Region | null): string {
  if (!region) return ''
  const step = region.step ? ` Failing step: ${cut(region.step, 120)}.` : ''
  const meaning = region.exit ? describeCode('exit', region.exit) : null
  const said = meaning && meaning.category !== 'unknown' ? ` (${meaning.meaning})` : ''
  return `${step}${region.exit ? ` The job ended with exit code ${region.exit}${said} at line ${region.to}.` : ''}`
}
