import type { Row } from './row.ts'

/** Where services write their own name in a line: JSON, logfmt, compose and kubectl prefixes, brackets, syslog. */
const NAMES: readonly RegExp[] = [
  /"(?:service|app|application|component|logger_name|service\.name|container_name|kubernetes\.container_name)" ?: ?"([\w./-]{2,80})"/,
  /\b(?:service|app|component|svc|container)=("?)([\w./-]{2,80})\1/,
  /^([a-z][\w-]{1,60}(?:-\d{1,3})?) {1,3}\| /,
  /^\[pod\/[\w.-]{1,80}\/([\w.-]{1,60})\]/,
  /^(?:\S{1,40} ){1,3}\[([a-z][a-z0-9-]{2,60})\] /,
  /^[A-Z][a-z]{2} {1,2}\d{1,2} [\d:]{8} [\w.-]{1,80} ([a-zA-Z][\w./-]{1,60})(?:\[\d{1,8}\])?: /,
  /\b(?:FATAL|ERROR|WARN|WARNING|INFO|DEBUG)\b:? {1,3}\[?([a-z][\w]{0,40}(?:[-.][\w]{1,40}){1,6})\]? ?[-:]/,
]
const NOT_A_SERVICE =
  /^(?:main|error|warn|info|debug|http|https|nio|pool|thread|worker|core|null|undefined|true|false)$/i

/** The service that wrote a line, or null where the line does not say. */
export function writerOf(row: Row): string | null {
  for (const pattern of NAMES) {
    const match = pattern.exec(row.clean)
    const name = match?.[2] ?? match?.[1]
    if (name && name !== '"' && !NOT_A_SERVICE.test(name)) return name
  }
  return null
}
