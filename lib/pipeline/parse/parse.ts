import { parseAlertmanager } from './alertmanager.ts'
import { parseAzure } from './azure.ts'
import { parseBetterstack } from './betterstack.ts'
import { parseCloudwatch } from './cloudwatch.ts'
import { parseDatadog } from './datadog.ts'
import { parseGcp } from './gcp.ts'
import { parseGeneric } from './generic.ts'
import { parseGithub } from './github.ts'
import { parseGrafana } from './grafana.ts'
import { parseIncidentio } from './incidentio.ts'
import { parseNewrelic } from './newrelic.ts'
import type { ParseResult, Parser, SourceKind } from './normalized-alert.ts'
import { parseOpsgenie } from './opsgenie.ts'
import { parsePagerduty } from './pagerduty.ts'
import { parseRootly } from './rootly.ts'
import { parseSentry } from './sentry.ts'
import { parseStandard } from './standard.ts'

/** One file per sender. A new kind is a line here and a file beside this one. */
const PARSERS: Readonly<Record<SourceKind, Parser>> = {
  alertmanager: parseAlertmanager,
  azure: parseAzure,
  betterstack: parseBetterstack,
  cloudwatch: parseCloudwatch,
  datadog: parseDatadog,
  gcp: parseGcp,
  generic: (body) => parseGeneric(body),
  github: parseGithub,
  grafana: parseGrafana,
  incidentio: parseIncidentio,
  newrelic: parseNewrelic,
  opsgenie: parseOpsgenie,
  pagerduty: parsePagerduty,
  rootly: parseRootly,
  sentry: parseSentry,
  standard: parseStandard,
}

/** Other names under which people know a kind. */
const ALIASES: Readonly<Record<string, SourceKind>> = {
  aws: 'cloudwatch',
  sns: 'cloudwatch',
  'aws-sns': 'cloudwatch',
  'incident.io': 'incidentio',
  jsm: 'opsgenie',
  prometheus: 'alertmanager',
  'standard-webhooks': 'standard',
}

export const PARSED_SOURCES: readonly SourceKind[] = Object.keys(PARSERS).filter(isKind)

/** The kind that a person means, or undefined. */
export function kindNamed(name: string): SourceKind | undefined {
  const plain = name.toLowerCase()
  if (isKind(plain)) return plain
  return Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined
}

/** Pure and total. Throws RangeError only for a kind that does not exist: a mistake of the caller's. */
export function parse(kind: string, body: string, headers: Readonly<Record<string, string>> = {}): ParseResult {
  if (!isKind(kind)) throw new RangeError(`there is no parser for ${kind}`)
  return PARSERS[kind](body, headers)
}

function isKind(kind: string): kind is SourceKind {
  return Object.hasOwn(PARSERS, kind)
}
