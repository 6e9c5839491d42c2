import type { Sample } from './sample.ts'

const frame = (name: string, lineno: number, in_app: boolean) => ({
  filename: 'shop/orders.py',
  function: name,
  lineno,
  in_app,
  context_line: `    ${name}(order)`,
  vars: in_app ? { order: '<Order 17>', attempts: 3 } : null,
})
const sentryEvent = {
  event_id: 'e'.repeat(32),
  issue_id: '5500',
  issue_url: 'https://sentry.shop.example/api/0/issues/5500/',
  web_url: 'https://sentry.shop.example/organizations/shop/issues/5500/events/1/',
  url: 'https://sentry.shop.example/api/0/projects/shop/orders/events/1/',
  title: 'OperationalError: too many clients',
  level: 'fatal',
  platform: 'python',
  environment: 'prod',
  datetime: '2026-11-20T09:00:00Z',
  tags: [
    ['level', 'fatal'],
    ['user', 'id:17'],
    ['server_name', 'web1'],
  ],
  exception: {
    values: [
      { type: 'KeyError', value: "'sku'", stacktrace: null },
      {
        type: 'OperationalError',
        value: 'too many clients',
        stacktrace: { frames: [frame('handle', 10, false), frame('save', 42, true)] },
      },
    ],
  },
  breadcrumbs: {
    values: [{ timestamp: '2026-11-20T08:59:59Z', level: 'warning', category: 'db', message: 'pool is full' }],
  },
}

export const SENTRY_SAMPLES: readonly Sample[] = [
  {
    kind: 'sentry',
    name: 'an issue alert with its event',
    headers: { 'request-id': 'r1', 'sentry-hook-resource': 'event_alert' },
    body: {
      action: 'triggered',
      actor: { type: 'application' },
      data: { event: sentryEvent, triggered_rule: 'Many errors' },
      installation: { uuid: 'u' },
    },
    alert: {
      alertKey: '5500',
      status: 'firing',
      severity: 'critical',
      title: 'OperationalError: too many clients',
      service: 'orders',
      environment: 'prod',
      links: [{ rel: 'alert', url: 'https://sentry.shop.example/organizations/shop/issues/5500/events/1/' }],
    },
    evidence: [
      [
        'stack',
        '  File "shop/orders.py", line 42, in save\n    save(order)\n      order = <Order 17>\n      attempts = 3\nOperationalError: too many clients',
      ],
      ['stack', "KeyError: 'sku'"],
      ['log', '2026-11-20T08:59:59Z WARNING db pool is full'],
    ],
  },
  {
    kind: 'sentry',
    name: 'an issue, whose event must be asked for',
    body: {
      action: 'created',
      data: {
        issue: {
          id: '77',
          shortId: 'SHOP-1',
          title: 'TypeError: x is null',
          level: 'error',
          status: 'unresolved',
          web_url: 'https://shop.sentry.io/issues/77/',
          project: { slug: 'web' },
          metadata: { type: 'TypeError', value: 'x is null' },
          firstSeen: '2026-11-20T09:00:00Z',
        },
      },
    },
    alert: {
      alertKey: '77',
      status: 'firing',
      severity: 'high',
      service: 'web',
      fetchMore: { kind: 'sentry_event', ref: { issue: '77', organization: 'shop' } },
    },
  },
  {
    kind: 'sentry',
    name: 'an issue that is resolved',
    body: { action: 'resolved', data: { issue: { id: '77', title: 'TypeError', level: 'error', status: 'resolved' } } },
    alert: { alertKey: '77', status: 'resolved' },
  },
  {
    kind: 'sentry',
    name: 'a metric alert',
    body: {
      action: 'critical',
      data: {
        description_title: 'Critical: p95',
        description_text: '800 ms is above 500 ms',
        web_url: 'https://sentry.shop.example/alerts/9/',
        metric_alert: {
          id: '9',
          projects: ['web'],
          date_started: '2026-11-20T09:00:00Z',
          alert_rule: { name: 'p95', query: 'transaction:/cart' },
        },
      },
    },
    alert: {
      alertKey: '9',
      status: 'firing',
      severity: 'critical',
      title: 'Critical: p95',
      service: 'web',
      cycleKey: '2026-11-20T09:00:00Z',
    },
    evidence: [['text', '800 ms is above 500 ms']],
  },
  {
    kind: 'sentry',
    name: 'the old plugin',
    body: {
      id: '12',
      project_name: 'Orders',
      project_slug: 'orders',
      message: 'ValueError: no sku',
      culprit: 'shop.orders in save',
      level: 'warning',
      url: 'https://sentry.shop.example/shop/orders/issues/12/',
      event: {
        event_id: 'a',
        'sentry.interfaces.Exception': {
          values: [{ type: 'ValueError', value: 'no sku', stacktrace: { frames: [frame('save', 42, true)] } }],
        },
      },
    },
    alert: {
      alertKey: '12',
      status: 'firing',
      severity: 'medium',
      title: 'ValueError: no sku',
      service: 'orders',
      links: [{ rel: 'alert', url: 'https://sentry.shop.example/shop/orders/issues/12/' }],
    },
    evidence: [['stack', 'Traceback (most recent call last):\n  File "shop/orders.py", line 42, in save']],
  },
  {
    kind: 'sentry',
    name: 'a comment',
    headers: { 'sentry-hook-resource': 'comment' },
    body: { action: 'created', data: { comment: 'hm', issue_id: 1 }, installation: { uuid: 'u' } },
    result: { kind: 'ignored', why: 'other_event' },
  },
]
