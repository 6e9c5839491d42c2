import type { Sample } from './sample.ts'

/** Bodies of tools that have no file of their own, and rarer shapes of those that have. */
export const OTHER_SAMPLES: readonly Sample[] = [
  {
    kind: 'generic',
    name: 'Uptime Kuma: the state stands in brackets',
    body: {
      heartbeat: { monitorID: 1, status: 1, time: '2026-11-20 10:00:00', msg: '200 - OK' },
      monitor: { id: 1, name: 'API', url: 'https://api.shop.example', type: 'http' },
      msg: '[API] [✅ Up] 200 - OK',
    },
    alert: { title: '[API] [✅ Up] 200 - OK', status: 'resolved' },
  },
  {
    kind: 'generic',
    name: 'UptimeRobot',
    body: {
      ...{ monitorID: '17', monitorURL: 'https://shop.example', monitorFriendlyName: 'Shop', alertType: '2' },
      ...{ alertTypeFriendlyName: 'Up', alertDetails: 'HTTP 200', alertDateTime: '1795000000' },
    },
    alert: {
      ...{ alertKey: '17', title: 'Shop', status: 'resolved', summary: 'HTTP 200' },
      links: [{ rel: 'alert', url: 'https://shop.example/' }],
    },
  },
  {
    kind: 'generic',
    name: 'Zabbix',
    body: {
      ...{
        event_id: '10',
        trigger_id: '2',
        event_name: 'High load',
        event_severity: 'Average',
        event_status: 'PROBLEM',
      },
      host_name: 'db-1',
    },
    alert: { alertKey: '10', title: 'High load', status: 'firing', severity: 'medium', service: 'db-1' },
  },
  {
    kind: 'generic',
    name: 'Kibana, recovered',
    body: { alertId: 'a', alertName: 'Errors in checkout', actionGroupName: 'Recovered', date: '2026-11-20T10:00:00Z' },
    alert: { alertKey: 'a', title: 'Errors in checkout', status: 'resolved', startedAt: '2026-11-20T10:00:00.000Z' },
  },
  {
    kind: 'generic',
    name: 'Splunk, with the line that it found',
    body: {
      search_name: 'Errors spike',
      results_link: 'https://splunk.example/app/x',
      result: { _raw: '2026-11-20 10:00:00 ERROR pool exhausted', host: 'web-1' },
    },
    alert: { title: 'Errors spike', status: 'firing', links: [{ rel: 'alert', url: 'https://splunk.example/app/x' }] },
    evidence: [['log', 'ERROR pool exhausted']],
  },
  {
    kind: 'generic',
    name: 'Honeycomb',
    body: {
      ...{ name: 'Slow requests', id: 'ab', trigger_url: 'https://ui.honeycomb.example/x', status: 'TRIGGERED' },
      ...{ alert_severity: 'critical', trigger_description: 'p95 of the shop', summary: 'Triggered: Slow requests' },
    },
    alert: { alertKey: 'ab', title: 'Slow requests', status: 'firing', severity: 'critical' },
  },
  {
    kind: 'generic',
    name: 'GitLab, a pipeline that failed',
    body: {
      object_kind: 'pipeline',
      object_attributes: {
        ...{
          id: 31,
          status: 'failed',
          created_at: '2026-11-20 10:00:00 UTC',
          url: 'https://git.example/p/-/pipelines/31',
        },
      },
    },
    alert: {
      ...{ alertKey: '31', status: 'firing', startedAt: '2026-11-20T10:00:00.000Z' },
      links: [{ rel: 'alert', url: 'https://git.example/p/-/pipelines/31' }],
    },
  },
  {
    kind: 'generic',
    name: 'Jenkins, with its console',
    body: {
      name: 'checkout',
      build: { full_url: 'https://ci.example/job/checkout/5/', status: 'FAILURE', log: 'Started\nERROR: exit code 1' },
    },
    alert: {
      title: 'checkout',
      status: 'firing',
      links: [{ rel: 'alert', url: 'https://ci.example/job/checkout/5/' }],
    },
    evidence: [['log', 'ERROR: exit code 1']],
  },
  {
    kind: 'generic',
    name: 'text that says that it is over',
    body: 'RESOLVED: disk of db-1\nIt was full for 3 minutes.',
    alert: { title: 'RESOLVED: disk of db-1', status: 'resolved' },
  },
  {
    kind: 'generic',
    name: 'text that says two things is an alert',
    body: 'DOWN: the shop (was UP for 3 days)',
    alert: { status: 'firing' },
  },
  {
    kind: 'datadog',
    name: 'the default payload with a priority in its title',
    body: {
      ...{ id: '777', title: '[P1] [Triggered on {host:web-1}] CPU is high', event_type: 'query_alert_monitor' },
      ...{ date: '1795000000000', last_updated: '1795000000000', org: { id: '1', name: 'acme' } },
      body: '%%%\nCPU [Monitor](https://app.datadoghq.com/monitors/123)\n%%%',
    },
    alert: { title: 'CPU is high', severity: 'critical', status: 'firing', alertKey: '123' },
  },
  {
    kind: 'cloudwatch',
    name: 'a notice of another service of AWS, with names of several words',
    body: {
      ...{ Type: 'Notification', MessageId: 'm-9', Subject: 'RDS Notification Message' },
      Message: JSON.stringify({
        ...{ 'Event Source': 'db-instance', 'Event Time': '2026-11-20 10:00:00.000', 'Source ID': 'orders-db' },
        'Event Message': 'DB instance restarted',
      }),
    },
    alert: { title: 'DB instance restarted', alertKey: 'orders-db', status: 'firing' },
  },
  {
    kind: 'cloudwatch',
    name: 'JSON without a name takes the subject',
    body: { Type: 'Notification', MessageId: 'm-8', Subject: 'Budget exceeded', Message: '{"amount": 5}' },
    alert: { title: 'Budget exceeded', keyed: false },
  },
]
