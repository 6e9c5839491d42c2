import type { Sample } from './sample.ts'

const azureId = '/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.AlertsManagement/alerts/a1'
const essentials = {
  alertId: azureId,
  alertRule: 'orders-exceptions',
  severity: 'Sev1',
  signalType: 'Log',
  monitorCondition: 'Fired',
  monitoringService: 'Log Alerts V2',
  alertTargetIds: ['/subscriptions/0/resourcegroups/shop/providers/microsoft.web/sites/orders'],
  firedDateTime: '2026-11-20T09:00:00.1234567Z',
  description: 'Exceptions of the orders service',
}

/** As Pub/Sub carries it. */
const base64Of = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64')

export const CLOUD_SAMPLES: readonly Sample[] = [
  {
    kind: 'azure',
    name: 'a log alert with its rows',
    body: {
      schemaId: 'azureMonitorCommonAlertSchema',
      data: {
        essentials,
        alertContext: {
          SearchQuery: 'exceptions | where cloud_RoleName == "orders"',
          LinkToFilteredSearchResultsUI: 'https://portal.azure.example/logs?q=1',
          SearchResults: {
            tables: [
              {
                name: 'PrimaryResult',
                columns: [{ name: 'TimeGenerated' }, { name: 'Message' }, { name: 'Host' }],
                rows: [['11/20/2026 09:00:01 AM', 'ERROR sorry, too many clients already', 'web1']],
              },
            ],
          },
        },
        customProperties: { runbook: 'https://wiki.shop.example/orders', environment: 'prod' },
      },
    },
    alert: {
      alertKey: azureId,
      status: 'firing',
      severity: 'high',
      title: 'orders-exceptions',
      service: 'orders',
      environment: 'prod',
      links: [
        {
          rel: 'alert',
          url: `https://portal.azure.com/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade/alertId/${encodeURIComponent(azureId)}`,
        },
        { rel: 'logs', url: 'https://portal.azure.example/logs?q=1' },
        { rel: 'runbook', url: 'https://wiki.shop.example/orders' },
      ],
    },
    evidence: [['log', 'ERROR sorry, too many clients already Host=web1']],
  },
  {
    kind: 'azure',
    name: 'a metric alert in its own schema, over',
    body: {
      schemaId: 'AzureMonitorMetricAlert',
      data: {
        version: '2.0',
        status: 'Deactivated',
        context: {
          timestamp: '2026-11-20T09:00:00Z',
          id: '/subscriptions/0/metricAlerts/cpu',
          name: 'cpu',
          severity: '2',
          portalLink: 'https://portal.azure.example/cpu',
          resourceName: 'orders-vm',
          condition: {
            allOf: [{ metricName: 'Percentage CPU', operator: 'GreaterThan', threshold: '90', metricValue: 97 }],
          },
        },
      },
    },
    alert: {
      alertKey: '/subscriptions/0/metricAlerts/cpu',
      status: 'resolved',
      severity: 'medium',
      title: 'cpu',
      service: 'orders-vm',
    },
    evidence: [['metric', 'Percentage CPU GreaterThan 90 (value 97)']],
  },
  {
    kind: 'azure',
    name: 'an activity log alert from before the common schema',
    body: {
      schemaId: 'Microsoft.Insights/activityLogs',
      data: {
        status: 'Activated',
        context: {
          activityLog: {
            correlationId: 'c-1',
            operationName: 'Microsoft.Web/sites/stop/action',
            level: 'Critical',
            eventTimestamp: '2026-11-20T09:00:00Z',
            resourceId: '/subscriptions/0/sites/orders',
            properties: { statusMessage: '{"error":"Stopped"}' },
          },
        },
      },
    },
    alert: {
      alertKey: 'c-1',
      status: 'firing',
      severity: 'critical',
      title: 'Microsoft.Web/sites/stop/action',
      service: 'orders',
    },
    evidence: [['text', 'Stopped']],
  },
  {
    kind: 'gcp',
    name: 'an incident by way of Pub/Sub',
    body: {
      message: {
        attributes: {},
        data: base64Of({
          version: '1.2',
          incident: {
            incident_id: '0.öff',
            url: 'https://console.cloud.example/incidents/0',
            state: 'open',
            started_at: 1_795_000_000,
            summary: 'Latência is above 2 s.',
            policy_name: 'Orders latency',
            severity: 'Warning',
            resource: { type: 'k8s_container', labels: { container_name: 'orders', cluster_name: 'prod' } },
          },
        }),
        messageId: '1290',
        publishTime: '2026-11-19T10:00:00Z',
      },
      subscription: 'projects/shop/subscriptions/lethe',
    },
    alert: {
      alertKey: '0.öff',
      status: 'firing',
      severity: 'medium',
      title: 'Orders latency',
      service: 'orders',
      environment: 'prod',
      links: [{ rel: 'alert', url: 'https://console.cloud.example/incidents/0' }],
    },
    evidence: [['text', 'Latência is above 2 s.']],
  },
  {
    kind: 'gcp',
    name: 'an entry of a log sink by way of Pub/Sub',
    body: {
      message: {
        data: base64Of({
          insertId: 'abc123',
          severity: 'ERROR',
          textPayload: '2026-11-19 10:00:00 ERROR pool exhausted',
          resource: { type: 'cloud_run_revision', labels: { service_name: 'orders' } },
          timestamp: '2026-11-19T10:00:00Z',
        }),
        messageId: '1291',
      },
      subscription: 'projects/shop/subscriptions/lethe',
    },
    alert: { status: 'firing', severity: 'high', startedAt: '2026-11-19T10:00:00.000Z' },
    evidence: [['log', 'ERROR pool exhausted']],
  },
  {
    kind: 'gcp',
    name: 'an incident that is open',
    body: {
      version: '1.2',
      incident: {
        incident_id: '0.abc',
        url: 'https://console.cloud.example/incidents/0.abc',
        state: 'OPEN',
        started_at: 1_795_000_000,
        ended_at: null,
        summary: 'Error rate of orders is above 5 %.',
        policy_name: 'Orders errors',
        condition_name: 'Error rate',
        severity: 'Critical',
        observed_value: '9.5',
        threshold_value: '5',
        metric: {
          type: 'logging.example/user/errors',
          displayName: 'errors',
          labels: { log_message: 'ERROR pool exhausted' },
        },
        resource: { type: 'cloud_run_revision', labels: { service_name: 'orders', project_id: 'shop-prod' } },
        documentation: { content: 'See https://wiki.shop.example/runbook/orders', mime_type: 'text/markdown' },
      },
    },
    alert: {
      alertKey: '0.abc',
      status: 'firing',
      severity: 'critical',
      title: 'Orders errors',
      service: 'orders',
      environment: 'shop-prod',
      links: [
        { rel: 'alert', url: 'https://console.cloud.example/incidents/0.abc' },
        { rel: 'runbook', url: 'https://wiki.shop.example/runbook/orders' },
      ],
    },
    evidence: [
      ['text', 'Error rate of orders'],
      ['log', 'ERROR pool exhausted'],
      ['metric', 'observed 9.5'],
    ],
  },
]
