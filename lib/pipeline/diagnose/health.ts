import type { Candidate } from './candidate.ts'
import { isTelling } from './candidate.ts'
import { isPassing } from './passing.ts'
import type { Region } from './region.ts'
import type { Row } from './row.ts'
import { RECOVERY } from './timeline.ts'
import type { LogView } from './view.ts'

/** `healthy`: nothing failed. `recovered`: something failed and then worked. `failing`: the log ends without that. */
export type Health = 'healthy' | 'recovered' | 'failing'

/** Words of failure in lines that report none: counts of zero, names of settings and handlers, what a check looks for. */
const BENIGN =
  /(?:\b(?:0|no|zero|without(?: any)?) (?:\w{1,20} )?(?:errors?|failures?|failed|warnings?|exceptions?|problems?|issues?|vulnerabilities|retries|timeouts?)\b|\b(?:errors?|failures?|failed|exceptions?|err_?count|error_?rate|timeouts?)["']?\s?[:=]\s?["']?(?:0(?:\.0{1,4})?%?|null|none|nil|false|""|\[\])(?![\w.])|\b(?:error|exception|failure)[ _-]?(?:handler|handling|boundary|page|reporting|tracking|budget|threshold|middleware|policy|logs?|channel|topic|queue)\b|fail-?(?:over|safe|fast|back)\b|\b(?:error|exception)s? (?:are|is|will be) (?:sent|reported|logged)|failed=0\b|\bdead[- ]letter queue (?:is )?empty|\bexpected (?:error|failure)\b)/i
const SUCCESS =
  /(?:^Job succeeded|BUILD SUCCESS|Build succeeded\.|^test result: ok\.|exit code 0\b|All checks passed|\bAll \d{0,6} ?tests? passed|\b\d{1,7} passed(?:,? \d{1,7} (?:skipped|deselected|warnings?))* in \d|^Tests \d{1,7} passed(?: \| \d{1,7} (?:skipped|todo)){0,2} \(\d|^Tests: (?:\d{1,7} skipped, )?\d{1,7} passed, \d{1,7} total|\b0 fail(?:ed|ures|ing)?\b|Success: no issues found|Finished .{0,40}successfully|deploy(?:ment|ed)? .{0,40}success|successfully rolled out|completed successfully|^ok \S{1,120} [\d.]{1,9}s|\b0 errors?\b)/i

export const isBenign = (clean: string): boolean => BENIGN.test(clean) || isPassing(clean)

/** A line that speaks for success of the whole, or of what came before it. */
export const isSuccess = (clean: string): boolean => SUCCESS.test(clean)

/** A job: healthy where nothing ended in failure and nothing strong stands after the last report of success. */
export function jobHealth(view: LogView, best: Candidate | null, region: Region | null): Health {
  if (region !== null) return 'failing'
  const success = lastNumber(view.rows, (row) => isSuccess(row.clean))
  if (best === null) return success > 0 ? 'healthy' : 'failing'
  return success > best.lastLine ? 'recovered' : 'failing'
}

const QUIET_LINES = 3
/** A line this telling is not forgotten because others go on as before. */
const STRONG = 0.75

/** A service: recovered where the log says so after the last failure, or where warnings were followed by ordinary lines. */
export function serviceHealth(view: LogView, candidates: readonly Candidate[]): Health {
  const telling = candidates.filter(({ score }) => score >= 0.4)
  if (telling.length === 0) return view.rows.some((row) => isBad(row)) ? 'failing' : 'healthy'
  const last = telling.reduce((latest, { lastLine }) => Math.max(latest, lastLine), 0)
  const after = view.rows.filter(({ number, echo }) => number > last && !echo)
  if (after.some(isBad)) return 'failing'
  if (after.some(({ clean }) => RECOVERY.test(clean) || isSuccess(clean))) return 'recovered'
  const mild = telling.every(
    ({ weight, facts }) => weight < STRONG && facts.filter(isTelling).every(({ row }) => !isSevere(row)),
  )
  const few = telling.reduce((sum, { facts }) => sum + facts.length, 0) <= 5
  return mild && few && after.length >= QUIET_LINES ? 'recovered' : 'failing'
}

/** Some write `error` where others write a level. */
const SAYS_ERROR = /^\W{0,3}(?:error|fatal|failed|failure|panic)\b/i
const isSevere = ({ level, message }: Row): boolean =>
  level === 'error' || level === 'fatal' || (level === 'unknown' && SAYS_ERROR.test(message))

const isBad = ({ level, clean }: Row): boolean => (level === 'error' || level === 'fatal') && !isBenign(clean)

function lastNumber(rows: readonly Row[], is: (row: Row) => boolean): number {
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]
    if (row && is(row)) return row.number
  }
  return 0
}
