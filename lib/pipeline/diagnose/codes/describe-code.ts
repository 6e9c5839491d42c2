import type { CodeKind, CodeMeaning } from './code-meaning.ts'
import { ERRNO, ERRNO_BY_NUMBER } from './errno.ts'
import { EXIT_CODE } from './exit-code.ts'
import { GRPC_STATUS } from './grpc-status.ts'
import { HTTP_STATUS } from './http-status.ts'
import { SQLSTATE, SQLSTATE_CLASS } from './sqlstate.ts'

/**
 * What a code means, or null for one that is not a failure or not known. Case does not matter; errno takes a name or a
 * Linux number, gRPC a name in any spelling (`DeadlineExceeded`, `DEADLINE_EXCEEDED`) or a number, SQLSTATE falls back to
 * its class.
 */
export function describeCode(kind: CodeKind, code: string | number): CodeMeaning | null {
  const key = String(code).trim().toUpperCase()
  switch (kind) {
    case 'errno':
      return ERRNO.get(ERRNO_BY_NUMBER.get(key) ?? key) ?? null
    case 'sqlstate':
      return SQLSTATE.get(key) ?? classOf(key)
    case 'http':
      return HTTP_STATUS.get(key) ?? null
    case 'exit':
      return EXIT_CODE.get(key) ?? null
    case 'grpc':
      return GRPC_BY_SPELLING.get(key.replaceAll('_', '')) ?? null
  }
}

/** Every code of the tables, classes of SQLSTATE apart. */
export function allCodes(): readonly CodeMeaning[] {
  return [ERRNO, SQLSTATE, HTTP_STATUS, EXIT_CODE, GRPC_STATUS].flatMap((table) => [...table.values()])
}

/** A code of five letters and digits whose class is known: the class under the code as written. */
function classOf(key: string): CodeMeaning | null {
  const known = /^[0-9A-Z]{5}$/.test(key) ? SQLSTATE_CLASS.get(key.slice(0, 2)) : undefined
  return known ? { ...known, code: key } : null
}

const GRPC_BY_SPELLING: ReadonlyMap<string, CodeMeaning> = new Map(
  [...GRPC_STATUS.values()].flatMap((meaning) => [
    [meaning.code.replaceAll('_', ''), meaning] as const,
    [meaning.name, meaning] as const,
  ]),
)

/** How logs write codes: each pattern captures the code alone and only where the words around it say what it is. */
const WRITTEN: readonly (readonly [CodeKind, RegExp])[] = [
  ['errno', /\b(E(?:AI_)?[A-Z0-9]{2,14})\b(?=[:,) ]|$)/g],
  ['errno', /\[?Errno (\d{1,3})\b|\((\d{1,3}): [A-Z][a-z]/g],
  ['sqlstate', /\bSQLSTATE[:=\s[(]{1,3}([0-9A-Z]{5})\b|ERROR \d{4} \(([0-9A-Z]{5})\)|\(SQLSTATE ([0-9A-Z]{5})\)/g],
  ['http', /\bHTTP\/\d(?:\.\d)?"? ([45]\d\d)\b|\b(?:status(?: ?code)?|HTTP)["']?[:= ]{1,3}([45]\d\d)\b/gi],
  ['exit', /\bexit(?:ed with)?(?: code| status)[:= ]{1,2}(\d{1,3})\b/gi],
  ['grpc', /\bcode = ([A-Z]\w{4,20})\b/g],
]

/**
 * The codes that a line (up to 4,096 characters) names, each once, in the order of the kinds. Numbers count only where
 * the line says what they are; exit code 0 and statuses below 400 are no failures.
 */
export function findCodes(text: string): readonly CodeMeaning[] {
  const line = text.length > 4096 ? text.slice(0, 4096) : text
  const found = new Map<string, CodeMeaning>()
  for (const [kind, pattern] of WRITTEN)
    for (const match of line.matchAll(pattern)) {
      const code = match.slice(1).find((group) => group !== undefined)
      const meaning = code === undefined ? null : describeCode(kind, code)
      if (meaning) found.set(`${kind} ${meaning.code}`, meaning)
    }
  return [...found.values()]
}
