import type { TestEvent } from '../test-event.ts'

const NOTHING_SIGNED = { sign: [], headers: [] } as const
const DESCRIBED = 'An alert arrives and is analyzed by what it says: it carries a description and no log.'

export const DATADOG: TestEvent = {
  expect: 'An alert of the service “checkout” with a sample of its log arrives and is analyzed.',
  body: `{"alert_id": "1", "alert_cycle_key": "test-$NOW", "alert_transition": "Triggered", "alert_type": "error",
  "alert_priority": "P4", "alert_title": "Test event for Lethe: checkout answers with errors",
  "tags": "service:checkout", "event_id": "test-$NOW",
  "logs_sample": "$NOW ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms."}`,
  ...NOTHING_SIGNED,
}

export const ALERTMANAGER: TestEvent = {
  expect: DESCRIBED,
  body: `{"version": "4", "status": "firing", "receiver": "lethe", "groupKey": "{}:{test}",
  "alerts": [{"status": "firing", "fingerprint": "test-$NOW", "startsAt": "$NOW", "endsAt": "0001-01-01T00:00:00Z",
    "labels": {"alertname": "Test event for Lethe", "service": "checkout", "severity": "low"},
    "annotations": {"summary": "checkout answers with errors"}}]}`,
  ...NOTHING_SIGNED,
}

export const OPSGENIE: TestEvent = {
  expect: DESCRIBED,
  body: `{"action": "Create", "integrationName": "Test event for Lethe",
  "alert": {"alertId": "test-$NOW", "alias": "test-$NOW", "priority": "P4", "entity": "checkout",
    "message": "Test event for Lethe: checkout answers with errors",
    "description": "checkout answers with errors"}}`,
  ...NOTHING_SIGNED,
}

export const NEWRELIC: TestEvent = {
  expect: DESCRIBED,
  body: `{"id": "test-$NOW", "state": "ACTIVATED", "trigger": "STATE_CHANGE", "priority": "LOW",
  "title": "Test event for Lethe: checkout answers with errors", "impactedEntities": ["checkout"]}`,
  ...NOTHING_SIGNED,
}

export const AZURE: TestEvent = {
  expect: DESCRIBED,
  body: `{"schemaId": "azureMonitorCommonAlertSchema",
  "data": {"essentials": {"alertId": "test-$NOW", "originAlertId": "test-$NOW", "alertRule": "Test event for Lethe",
      "severity": "Sev3", "signalType": "Log", "monitorCondition": "Fired", "configurationItems": ["checkout"],
      "firedDateTime": "$NOW", "description": "checkout answers with errors"},
    "alertContext": {}}}`,
  ...NOTHING_SIGNED,
}

export const GCP: TestEvent = {
  expect: DESCRIBED,
  body: `{"version": "1.2",
  "incident": {"incident_id": "test-$NOW", "policy_name": "Test event for Lethe", "state": "open",
    "condition_name": "errors of checkout", "resource_name": "checkout",
    "summary": "checkout answers with errors"}}`,
  ...NOTHING_SIGNED,
}

export const BETTERSTACK: TestEvent = {
  expect: DESCRIBED,
  body: `{"event": "started",
  "data": {"id": "test-$NOW", "type": "incident",
    "attributes": {"name": "Test event for Lethe", "url": "https://checkout.example", "cause": "Error 500",
      "started_at": "$NOW", "resolved_at": null}}}`,
  ...NOTHING_SIGNED,
}
