/** The one shape of an alert, whoever sent it. What a sender wrote stands in it as it came: redact before anything else. */

/** A kind of sender: one file in `parse/`, one in `verify/`. */
export const SOURCE_KINDS = [
  'pagerduty',
  'datadog',
  'sentry',
  'grafana',
  'alertmanager',
  'opsgenie',
  'newrelic',
  'cloudwatch',
  'azure',
  'gcp',
  'betterstack',
  'incidentio',
  'rootly',
  'github',
  'standard',
  'generic',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

export type AlertStatus = 'firing' | 'resolved' | 'acknowledged' | 'info'
export type AlertSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'unknown'
export type LinkRel = 'alert' | 'runbook' | 'dashboard' | 'logs' | 'commit'

export interface AlertLink {
  rel: LinkRel
  /** http or https only. */
  url: string
}

export interface AlertEvidence {
  type: 'log' | 'stack' | 'metric' | 'text' | 'json'
  text: string
  /** True where the parser cut it. */
  truncated?: boolean
}

/** Text that must be asked for, by the kind of question. */
export interface FetchMore {
  kind: 'pagerduty_alerts' | 'sentry_event' | 'github_job_logs'
  ref: Record<string, string>
}

export interface NormalizedAlert {
  source: string
  /** The sender's name for the condition: the same for every notice of it. */
  alertKey: string
  /** True where the sender gave the key; false where it was made of the title. */
  keyed: boolean
  /** One occurrence of the condition, where the sender tells them apart. */
  cycleKey?: string
  status: AlertStatus
  severity: AlertSeverity
  rawSeverity?: string
  title: string
  summary?: string
  service?: string
  environment?: string
  /** ISO 8601, UTC. */
  startedAt?: string
  endedAt?: string
  links: AlertLink[]
  labels: Record<string, string>
  evidence: AlertEvidence[]
  fetchMore?: FetchMore
}

export type ParseResult =
  | { kind: 'alerts'; deliveryId?: string; alerts: NormalizedAlert[] }
  /** `sns_confirm`: `data.subscribeUrl` must be asked for, once it is known to be Amazon's. */
  | { kind: 'handshake'; action: 'ping' | 'sns_confirm'; deliveryId?: string; data?: Record<string, string> }
  | { kind: 'ignored'; why: string }
  /** `issues` name shapes, never content. */
  | { kind: 'invalid'; issues: string[] }

/** Bytes of a body as text, and the headers that some senders need. Pure and total: never throws, whatever stands in them. */
export type Parser = (body: string, headers: Readonly<Record<string, string>>) => ParseResult
