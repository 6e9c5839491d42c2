import { parseGeneric } from './generic.ts'
import type { ParseResult, Parser } from './normalized-alert.ts'
import { parsePagerduty } from './pagerduty.ts'
import { parseStandard } from './standard.ts'

/** One file per sender. A new kind is a line here and a file beside this one. */
const PARSERS: Readonly<Record<string, Parser>> = {
  generic: (body) => parseGeneric(body),
  pagerduty: parsePagerduty,
  standard: parseStandard,
  ...Object.fromEntries(
    ['datadog', 'sentry', 'grafana', 'alertmanager', 'opsgenie', 'newrelic', 'cloudwatch', 'azure', 'gcp']
      .concat('betterstack', 'incidentio', 'rootly', 'github')
      .map((kind) => [kind, (body: string) => parseGeneric(body, kind)]),
  ),
}

export const PARSED_SOURCES: readonly string[] = Object.keys(PARSERS)

/** Pure and total. Throws RangeError only for a kind that does not exist: a mistake of the caller's. */
export function parse(kind: string, body: string, headers: Readonly<Record<string, string>> = {}): ParseResult {
  const parser = Object.hasOwn(PARSERS, kind) ? PARSERS[kind] : undefined
  if (!parser) throw new RangeError(`there is no parser for ${kind}`)
  return parser(body, headers)
}
