import type { FetchMore } from '../parse/normalized-alert.ts'
import type { DetailsProblem } from './details.ts'

/** What an analysis of an alert lacks, in words for people. Nothing of the alert stands in them. */

const PAGERDUTY: Readonly<Record<DetailsProblem, string>> = {
  no_token: "PagerDuty's webhooks carry no details, and this source has no API token to fetch them with.",
  refused: "PagerDuty refused this source's API token, so the alert's details could not be fetched.",
  not_found: 'PagerDuty knows no alerts of this incident under the token of this source.',
  busy: 'PagerDuty was asked twice for the details of the alert and did not give them.',
  unreachable: "PagerDuty's API could not be reached, so the alert's details are missing.",
  unreadable: "PagerDuty's answer about the details of the alert could not be read.",
  empty: "The alert's details at PagerDuty are empty.",
}

const SENTRY: Readonly<Record<DetailsProblem, string>> = {
  no_token: 'This webhook of Sentry carries no stack trace, and this source has no API token to fetch the event with.',
  refused: "Sentry refused this source's API token, so the stack trace could not be fetched.",
  not_found: 'Sentry knows no event of this issue under the token of this source.',
  busy: 'Sentry was asked twice for the event of the issue and did not give it.',
  unreachable: "Sentry's API could not be reached, so the stack trace is missing.",
  unreadable: "Sentry's answer about the event could not be read.",
  empty: 'The event at Sentry has neither frames nor breadcrumbs.',
}

const GITHUB: Readonly<Record<DetailsProblem, string>> = {
  no_token: "GitHub's webhooks carry no log, and this source has no API token to fetch it with.",
  refused: "GitHub refused this source's API token, so the logs of the failed jobs could not be fetched.",
  not_found: 'GitHub has no logs of these jobs under the token of this source; they may have been deleted.',
  busy: 'GitHub was asked twice for the logs of the failed jobs and did not give them.',
  unreachable: "GitHub's API or the storage of its logs could not be reached, so the logs are missing.",
  unreadable: 'The logs that GitHub gave could not be read.',
  empty: 'No job of this run failed with a log.',
}

const DETAILS: Readonly<Record<FetchMore['kind'], Readonly<Record<DetailsProblem, string>>>> = {
  pagerduty_alerts: PAGERDUTY,
  sentry_event: SENTRY,
  github_job_logs: GITHUB,
}

export const detailsGap = (kind: FetchMore['kind'], problem: DetailsProblem): string => DETAILS[kind][problem]

export const NO_LOG_GAP = 'The alert carries no log text: add the lines around the failure to get an analysis of them.'
export const severalAlertsGap = (alerts: number): string =>
  `The delivery held ${alerts} alerts; they were read together, and the first one gives the name.`
