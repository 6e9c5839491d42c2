import type { TestEvent } from '../test-event.ts'
import { LOGGED_ALERT, LOGGED_ALERT_EXPECT } from './logged-alert.ts'
import { HEX_SIGNATURE, STANDARD_HEADERS, STANDARD_SIGNATURE } from './sign-lines.ts'

// `reopened_at` makes every test an occurrence of its own; otherwise the second would join the first.
export const PAGERDUTY: TestEvent = {
  expect:
    'An incident of the service “checkout” arrives. PagerDuty does not know it, so its analysis is inconclusive and asks for the logs.',
  body: `{"event": {"id": "test-$NOW", "event_type": "incident.triggered",
  "resource_type": "incident", "occurred_at": "$NOW",
  "data": {"id": "LETHETEST", "type": "incident", "status": "triggered",
    "title": "Test event for Lethe: checkout answers with errors",
    "urgency": "low", "reopened_at": "$NOW",
    "service": {"id": "LETHETEST", "type": "service_reference", "summary": "checkout"}}}}`,
  sign: HEX_SIGNATURE,
  headers: ['x-pagerduty-signature: v1=$SIGNATURE'],
}

export const SENTRY: TestEvent = {
  expect: 'An error of the project “checkout” with its stack arrives and is analyzed.',
  body: `{"action": "triggered", "installation": {"uuid": "test"},
  "data": {"triggered_rule": "Test event for Lethe",
    "event": {"event_id": "test-$NOW", "issue_id": "test-$NOW", "level": "error", "platform": "python",
      "project_slug": "checkout", "title": "TimeoutError: no free connection",
      "culprit": "checkout.pool in acquire", "datetime": "$NOW",
      "exception": {"values": [{"type": "TimeoutError", "value": "no free connection after 30 s",
        "stacktrace": {"frames": [
          {"filename": "checkout/api.py", "function": "cart", "lineno": 31, "in_app": true},
          {"filename": "checkout/pool.py", "function": "acquire", "lineno": 88, "in_app": true}]}}]}}}}`,
  sign: HEX_SIGNATURE,
  headers: ['request-id: test-$NOW', 'sentry-hook-resource: event_alert', 'sentry-hook-signature: $SIGNATURE'],
}

export const GRAFANA: TestEvent = {
  expect: 'An alert of the service “checkout” arrives. It carries a description and no log.',
  body: `{"receiver": "lethe", "status": "firing", "version": "1", "groupKey": "{}:{test}",
  "alerts": [{"status": "firing", "fingerprint": "test-$NOW", "startsAt": "$NOW", "endsAt": "0001-01-01T00:00:00Z",
    "labels": {"alertname": "Test event for Lethe", "service": "checkout", "severity": "low"},
    "annotations": {"summary": "checkout answers with errors"}}]}`,
  sign: HEX_SIGNATURE,
  headers: ['{header}: $SIGNATURE'],
}

export const INCIDENTIO: TestEvent = {
  expect: 'An alert arrives. It carries a description and no log.',
  body: `{"event_type": "public_alert.alert_created_v1",
  "public_alert.alert_created_v1": {"id": "test-$NOW", "deduplication_key": "test-$NOW", "status": "firing",
    "title": "Test event for Lethe: checkout answers with errors", "description": "checkout answers with errors",
    "created_at": "$NOW"}}`,
  sign: STANDARD_SIGNATURE,
  headers: STANDARD_HEADERS,
}

export const ROOTLY: TestEvent = {
  expect: 'An alert of the service “checkout” arrives. It carries a description and no log.',
  body: `{"event": {"id": "test-$NOW", "type": "alert.created", "issued_at": "$NOW"},
  "data": {"id": "test-$NOW", "source": "test", "summary": "Test event for Lethe: checkout answers with errors",
    "labels": [{"key": "service", "value": "checkout"}], "started_at": "$NOW", "ended_at": null}}`,
  sign: [
    'TIME=$(date +%s)',
    `SIGNATURE=$(printf '%s' "$TIME.$BODY" | openssl dgst -sha256 -hmac "$LETHE_SECRET" | awk '{print $NF}')`,
  ],
  headers: ['x-rootly-signature: t=$TIME,v1=$SIGNATURE'],
}

export const GITHUB: TestEvent = {
  expect:
    'A failed workflow of example/checkout arrives. GitHub does not know it, so its analysis is inconclusive and asks for the logs.',
  body: `{"action": "completed", "repository": {"full_name": "example/checkout"},
  "workflow_run": {"id": 1, "run_attempt": 1, "run_number": 1, "workflow_id": 1, "name": "Test event for Lethe",
    "head_branch": "main", "head_sha": "0000000000000000000000000000000000000000", "event": "push",
    "status": "completed", "conclusion": "failure", "run_started_at": "$NOW", "updated_at": "$NOW"}}`,
  sign: HEX_SIGNATURE,
  headers: ['x-github-event: workflow_run', 'x-github-delivery: test-$NOW', 'x-hub-signature-256: sha256=$SIGNATURE'],
}

export const STANDARD: TestEvent = {
  expect: LOGGED_ALERT_EXPECT,
  body: `{"type": "alert.firing", "timestamp": "$NOW",\n  "data": ${LOGGED_ALERT}}`,
  sign: STANDARD_SIGNATURE,
  headers: STANDARD_HEADERS,
}

export const GENERIC: TestEvent = {
  expect: LOGGED_ALERT_EXPECT,
  body: LOGGED_ALERT,
  sign: HEX_SIGNATURE,
  headers: ['{header}: sha256=$SIGNATURE'],
}
