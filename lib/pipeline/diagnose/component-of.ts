import type { Row } from './row.ts'

/** Where services write their own name in a line: JSON, logfmt, compose and kubectl prefixes, brackets, syslog. */
const NAMES: readonly RegExp[] = [
  /"(?:service|app|application|component|logger_name|service\.name|container_name|kubernetes\.container_name)" ?: ?"([\w./-]{2,80})"/,
  /\b(?:service|app|component|svc|container)=("?)([\w./-]{2,80})\1/,
  /^([a-z][\w-]{1,60}(?:-\d{1,3})?) {1,3}\| /,
  /^\[pod\/[\w.-]{1,80}\/([\w.-]{1,60})\]/,
  /^\d\d-\d\d [\d:.]{8,16} {1,6}\d{1,7} {1,6}\d{1,7} [VDIWEF] ([\w.$-]{2,60}) ?: /,
  /\b(?:FATAL|ERROR|WARN|WARNING|INFO|DEBUG) {1,3}\[[^\]]{1,80}\] ([a-z]\w{0,40}(?:\.[\w$]{1,60}){1,9}):/,
  /^(?:\S{1,40} ){1,3}\[([a-z][a-z0-9-]{2,60})\] /,
  /^[A-Z][a-z]{2} {1,2}\d{1,2} [\d:]{8} [\w.-]{1,80} ([a-zA-Z][\w./-]{1,60})(?:\[\d{1,8}\])?: /,
  /\b(?:FATAL|ERROR|WARN|WARNING|INFO|DEBUG)\b:? {1,3}\[?([a-z][\w]{0,40}(?:[-.][\w]{1,40}){1,6})\]? ?[-:]/,
]
const NOT_A_SERVICE =
  /^(?:main|error|warn|warning|notice|critical|alert|emerg|fatal|info|debug|trace|http|https|nio|pool|thread|worker|core|null|undefined|true|false|(?:https?|nio|exec|pool|thread|worker|task|scheduling|async|default|qtp|grpc|forkjoin)\w{0,20}-.{1,40}|.{1,60}-(?:thread|exec|worker|dispatcher)(?:-\d{1,6})?)$/i

/** `CLOCK LEVEL name message`: the name is a plain word, so it counts only with a hyphen or where it comes back. */
const PLAIN =
  /^\S{0,12}[T ]?\d\d:\d\d:\d\d\S{0,12} {1,3}(?:FATAL|PANIC|ERROR|WARN|WARNING|INFO|DEBUG) {1,3}([a-z][a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,5}) /
const COMMON =
  /^(?:failed|failure|could|cannot|unable|connection|error|errors|starting|started|received|request|timeout|the|no|not|new|got|sending|processing|loading|using|while|job|user|task|exception|invalid|missing|unexpected|worker|retrying|closing|opening|server|client)$/

/** Plain names that stand in the place of a service in at least two lines. */
export function plainWriters(rows: readonly Row[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { clean } of rows) {
    const name = PLAIN.exec(clean)?.[1]
    if (name && !COMMON.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return new Set([...counts].flatMap(([name, count]) => (count >= 2 || name.includes('-') ? [name] : [])))
}

/** The service that wrote a line, or null where the line does not say. */
export function writerOf(row: Row, plain: ReadonlySet<string>): string | null {
  const word = PLAIN.exec(row.clean)?.[1]
  if (word && plain.has(word)) return word
  for (const pattern of NAMES) {
    const match = pattern.exec(row.clean)
    const name = match?.[2] ?? match?.[1]
    if (name && name !== '"' && !NOT_A_SERVICE.test(name)) return name
  }
  return null
}
