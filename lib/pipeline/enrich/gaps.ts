import type { DetailsProblem } from './pagerduty.ts'

/** What an analysis of an alert lacks, in words for people. Nothing of the alert stands in them. */

const DETAILS: Readonly<Record<DetailsProblem, string>> = {
  no_token: "PagerDuty's webhooks carry no details, and this source has no API token to fetch them with.",
  refused: "PagerDuty refused this source's API token, so the alert's details could not be fetched.",
  not_found: 'PagerDuty knows no alerts of this incident under the token of this source.',
  busy: 'PagerDuty was asked twice for the details of the alert and did not give them.',
  unreachable: "PagerDuty's API could not be reached, so the alert's details are missing.",
  unreadable: "PagerDuty's answer about the details of the alert could not be read.",
  empty: "The alert's details at PagerDuty are empty.",
}

export const detailsGap = (problem: DetailsProblem): string => DETAILS[problem]

export const NO_LOG_GAP = 'The alert carries no log text: add the lines around the failure to get an analysis of them.'
export const severalAlertsGap = (alerts: number): string =>
  `The delivery held ${alerts} alerts; they were read together, and the first one gives the name.`
