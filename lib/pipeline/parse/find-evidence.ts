import type { AlertEvidence } from './normalized-alert.ts'
import { at, cut, isObject, type Json, textOf } from './read-json.ts'

/** Text worth reading in a body of unknown shape: what stands under the names that senders give to logs and stacks. */

const MAX_NODES = 5_000
const MAX_DEPTH = 8
const MAX_PIECES = 50
const MAX_CHARS = 1_048_576

const STACK_NAME = /(^|_)(stack|stacktrace|backtrace|traceback|callstack)$/
const LOG_NAME =
  /(^|_)(raw|logs?|loglines?|logtext|logsample|logssample|logtail|lines|output|stdout|stderr|console|transcript|journal|events?log|matchingmessages|textpayload)$/
const PROSE_NAME =
  /^(message|description|details?|body|text|content|cause|reason|error|errormessage|exception|longdescription|summary|resultdescription|response|responsecontent|valuestring)$/
/** A line of a log under any name: several lines, one of which begins as logs do. */
const LOG_LOOK =
  /^\s*(\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|(trace|debug|info|warn(ing)?|error|fatal)\b|at \S+\(|File ")/im

export const looksLikeLog = (text: string): boolean => LOG_LOOK.test(text)

interface Search {
  found: AlertEvidence[]
  nodes: number
  chars: number
}

/** Logs and stacks first; prose of the alert (`text`) after them. At most 1 MiB in all, 50 pieces. */
export function findEvidence(body: Json): AlertEvidence[] {
  const search: Search = { found: [], nodes: 0, chars: 0 }
  visit(search, '', body, 0)
  const rank = { log: 0, stack: 0, metric: 1, json: 1, text: 2 }
  return search.found.sort((a, b) => rank[a.type] - rank[b.type])
}

function visit(search: Search, name: string, value: Json, depth: number): void {
  search.nodes++
  if (search.nodes > MAX_NODES || depth > MAX_DEPTH || search.found.length >= MAX_PIECES) return
  const type = typeOf(name, value)
  const text = type && asLines(value)
  if (type && text) keep(search, type, text)
  else if (Array.isArray(value)) for (const item of value) visit(search, name, item, depth + 1)
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) visit(search, key, item, depth + 1)
}

function typeOf(name: string, value: Json): AlertEvidence['type'] | undefined {
  const plain = name
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/[-.\s]/g, '_')
    .toLowerCase()
  const joined = plain.replaceAll('_', '')
  if (STACK_NAME.test(plain) || STACK_NAME.test(joined)) return 'stack'
  if (LOG_NAME.test(plain) || LOG_NAME.test(joined)) return 'log'
  if (typeof value !== 'string') return undefined
  if (!PROSE_NAME.test(joined) && !value.includes('\n')) return undefined
  return looksLikeLog(value) ? 'log' : 'text'
}

/** Text, or a list of texts or of records with a message, as lines. Undefined for what holds neither. */
function asLines(value: Json): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (!Array.isArray(value)) return undefined
  const lines = value.map((item) => (typeof item === 'string' ? item : recordLine(item)))
  return lines.length > 0 && lines.every((line) => line !== undefined) ? lines.join('\n') : undefined
}

const MESSAGE = ['message', 'msg', 'text', 'line', 'log', 'content']
const CLOCK = ['timestamp', '@timestamp', 'time', 'ts', 'date']

function recordLine(item: Json): string | undefined {
  const message = MESSAGE.map((name) => textOf(at(item, name), MAX_CHARS)).find((text) => text !== undefined)
  if (message === undefined) return undefined
  const clock = CLOCK.map((name) => textOf(at(item, name), 40)).find((text) => text !== undefined)
  const level = textOf(at(item, 'level') ?? at(item, 'severity'), 20)
  return [clock, level?.toUpperCase(), message].filter((part) => part !== undefined).join(' ')
}

function keep(search: Search, type: AlertEvidence['type'], text: string): void {
  const kept = cut(text, Math.max(0, MAX_CHARS - search.chars))
  if (kept === '' || search.found.some((piece) => piece.text === kept)) return
  search.chars += kept.length
  search.found.push(kept.length < text.length ? { type, text: kept, truncated: true } : { type, text: kept })
}
