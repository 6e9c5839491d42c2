/** Where JSON lines and logfmt keep the sentence that a person reads. */
const JSON_MESSAGE = /"(?:msg|message|error|err|exception)" ?: ?"((?:[^"\\]|\\.){3,400})"/
const LOGFMT_MESSAGE = /\b(?:msg|message|error|err)="((?:[^"\\]|\\.){3,400})"/
const PAIRS = /^[\w.@-]{1,40}=/
/** What collectors put around the field that tells. */
const ESCAPES = /\\(["\\/])/g

/**
 * The words of a line without what stands before them: `clean` is the line, `header` its first characters up to the message
 * as the condenser found it. Of JSON and logfmt the field that carries the sentence. The whole line where nothing is left.
 */
export function messageOf(clean: string, header: string): string {
  const before = header.replace(/\s+/g, ' ').trim()
  const rest = before !== '' && clean.startsWith(before) ? clean.slice(before.length).trim() : clean
  const message = rest.replace(/^[-:|,\]\s]{1,8}(?=[\w"'({<])/, '')
  const field = message.startsWith('{') ? JSON_MESSAGE : PAIRS.test(message) ? LOGFMT_MESSAGE : null
  const said = field?.exec(message)?.[1]?.replace(ESCAPES, '$1')
  return said ?? (/[A-Za-z]{2}/.test(message) ? message : clean)
}
