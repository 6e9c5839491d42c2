/** Where JSON lines and logfmt keep the sentence that a person reads, and what the sentence is about. */
const JSON_MESSAGE = /"(?:msg|message)" ?: ?"((?:[^"\\]|\\.){3,400})"/
const JSON_ERROR = /"(?:error|err|exception|cause|reason)" ?: ?"((?:[^"\\]|\\.){3,400})"/
const LOGFMT_MESSAGE = /\b(?:msg|message)="((?:[^"\\]|\\.){3,400})"/
const LOGFMT_ERROR = /\b(?:error|err|cause|reason)="((?:[^"\\]|\\.){3,400})"/
const PAIRS = /^[\w.@-]{1,40}=/
/** What collectors put around the field that tells. */
const ESCAPES = /\\(["\\/])/g

/**
 * The words of a line without what stands before them: `clean` is the line, `header` its first characters up to the message
 * as the condenser found it. Of JSON and logfmt the fields that carry the sentence. The whole line where nothing is left.
 */
export function messageOf(clean: string, header: string): string {
  const before = header.replace(/\s+/g, ' ').trim()
  const rest = before !== '' && clean.startsWith(before) ? clean.slice(before.length).trim() : clean
  const message = rest.replace(/^[-:|,\]\s]{1,8}(?=[\w"'({<])/, '')
  const said = message.startsWith('{')
    ? sentence(message, JSON_MESSAGE, JSON_ERROR)
    : PAIRS.test(message)
      ? sentence(message, LOGFMT_MESSAGE, LOGFMT_ERROR)
      : null
  return said ?? (/[A-Za-z]{2}/.test(message) ? message : clean)
}

/** `publish failed: no such host`: what was tried, and what came. */
function sentence(line: string, what: RegExp, why: RegExp): string | null {
  const parts = [what, why].flatMap((field) => field.exec(line)?.[1]?.replace(ESCAPES, '$1') ?? [])
  return parts.length === 0 ? null : [...new Set(parts)].join(': ')
}
