import { alertOfText, alertsOf } from './generic.ts'
import type { ParseResult, Parser } from './normalized-alert.ts'
import { parseBody } from './read-body.ts'
import { isObject, type Json } from './read-json.ts'

/**
 * A parser of one sender, from what reads its JSON. What that does not know (undefined) is read by names that most senders
 * use; what is no JSON is read as a form, else as text.
 */
export function jsonParser(
  source: string,
  read: (json: Json, headers: Readonly<Record<string, string>>) => ParseResult | undefined,
): Parser {
  return (body, headers) => {
    const json = parseBody(body)
    if (json === undefined) return parseText(body, source)
    return read(json, headers) ?? parseShape(json, source)
  }
}

function parseText(body: string, source: string): ParseResult {
  const text = body.trim()
  if (text === '') return { kind: 'invalid', issues: ['empty'] }
  if (/^[[{]/.test(text)) return { kind: 'invalid', issues: ['not_json'] }
  return { kind: 'alerts', alerts: [alertOfText(body, source)] }
}

/** A shape that this sender is not known for: what is there, under the names that most senders use. */
export function parseShape(json: Json, source: string): ParseResult {
  const holds = Array.isArray(json) ? json.some(isObject) : isObject(json) && Object.keys(json).length > 0
  return holds ? { kind: 'alerts', alerts: alertsOf(json, source) } : { kind: 'invalid', issues: ['no_alert'] }
}
