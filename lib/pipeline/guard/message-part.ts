const HEADER = /^<\*> (?=[^<\s])/
/** Of what stands before the message these two tell something: how bad it is, and who says so. */
const LEVEL = /\b(?:FATAL|CRITICAL|PANIC|EMERG|ALERT|SEVERE|ERROR|WARN(?:ING)?)\b|\[(?:error|warn|crit|alert|emerg)\]/
const WRITER = /(?:^|\s)([^\s\d[(][^\s]{1,120}:)\s*$/
const MIN_CONSTANT_CHARS = 4

/**
 * A quoted line without its clock, host and numbers, of which a mask would leave `<*> 15 <*>`: its level, its writer and its
 * message. `template` is the line's as it was mined: it begins with `<*> ` where the line has a header, and the first
 * constant words after it tell where the message begins. The whole line where that cannot be told.
 */
export function messagePart(quote: string, template: string): string {
  if (!HEADER.test(template)) return quote
  const constant = template.slice(4).split('<*>')[0]?.trim() ?? ''
  const at = constant.length < MIN_CONSTANT_CHARS ? -1 : quote.indexOf(constant)
  if (at <= 0) return quote
  const header = quote.slice(0, at)
  const kept = [LEVEL.exec(header)?.[0], WRITER.exec(header)?.[1], quote.slice(at)]
  return kept.filter((part) => part !== undefined).join(' ')
}
