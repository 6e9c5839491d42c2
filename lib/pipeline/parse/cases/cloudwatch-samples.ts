import type { Sample } from './sample.ts'

const arn = (service: string, rest: string) => ['arn:aws', service, 'eu-west-1', '210987654321', rest].join(':')
const alarm = {
  AlarmName: 'orders-5xx',
  AlarmDescription: 'Too many 5xx. See https://wiki.shop.example/orders-5xx',
  AWSAccountId: '210987654321',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed: 3 datapoints were greater than the threshold (5.0).',
  StateChangeTime: '2026-11-20T09:00:00.123+0000',
  Region: 'EU (Ireland)',
  OldStateValue: 'OK',
  Trigger: {
    MetricName: 'HTTPCode_Target_5XX_Count',
    Namespace: 'AWS/ApplicationELB',
    Dimensions: [{ name: 'LoadBalancer', value: 'app/orders/1' }],
    Threshold: 5,
  },
}
const envelope = (message: unknown, changes: object = {}) => ({
  Type: 'Notification',
  MessageId: '7f3c2b1a-0000-4000-8000-000000000001',
  TopicArn: arn('sns', 'alarms'),
  Subject: 'ALARM: orders-5xx',
  Message: typeof message === 'string' ? message : JSON.stringify(message),
  Timestamp: '2026-11-20T09:00:01.000Z',
  SignatureVersion: '2',
  Signature: 'AA==',
  SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-00000000000000000000000000000000.pem',
  ...changes,
})
const consoleLink = 'https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/orders-5xx'

export const CLOUDWATCH_SAMPLES: readonly Sample[] = [
  {
    kind: 'cloudwatch',
    name: 'an alarm',
    body: envelope(alarm),
    alert: {
      alertKey: arn('cloudwatch', 'alarm:orders-5xx'),
      cycleKey: '2026-11-20T09:00:00.123Z',
      status: 'firing',
      title: 'orders-5xx',
      service: 'app/orders/1',
      startedAt: '2026-11-20T09:00:00.123Z',
      links: [
        { rel: 'alert', url: consoleLink },
        { rel: 'runbook', url: 'https://wiki.shop.example/orders-5xx' },
      ],
    },
    evidence: [
      ['metric', 'Threshold Crossed'],
      ['text', 'Too many 5xx'],
    ],
  },
  {
    kind: 'cloudwatch',
    name: 'a newer alarm that is over, with an ARN of its own',
    body: envelope({ ...alarm, AlarmArn: arn('cloudwatch', 'alarm:orders-5xx'), NewStateValue: 'OK' }),
    alert: { alertKey: arn('cloudwatch', 'alarm:orders-5xx'), status: 'resolved' },
  },
  {
    kind: 'cloudwatch',
    name: 'an EventBridge event',
    body: envelope({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      account: '210987654321',
      region: 'eu-west-1',
      resources: [arn('cloudwatch', 'alarm:orders-5xx')],
      detail: {
        alarmName: 'orders-5xx',
        state: { value: 'ALARM', reason: 'Threshold Crossed', timestamp: '2026-11-20T09:00:00.123+0000' },
      },
    }),
    alert: { alertKey: arn('cloudwatch', 'alarm:orders-5xx'), status: 'firing', cycleKey: '2026-11-20T09:00:00.123Z' },
  },
  {
    kind: 'cloudwatch',
    name: 'text of somebody',
    body: envelope('ERROR backup of db1 failed\nERROR no space left on device'),
    alert: { title: 'ALARM: orders-5xx', keyed: false, status: 'firing' },
    evidence: [['log', 'no space left on device']],
  },
  {
    kind: 'cloudwatch',
    name: 'the confirmation of a subscription',
    body: envelope('You have chosen to subscribe', {
      Type: 'SubscriptionConfirmation',
      Token: 't',
      SubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription',
    }),
    result: {
      kind: 'handshake',
      action: 'sns_confirm',
      deliveryId: '7f3c2b1a-0000-4000-8000-000000000001',
      data: {
        subscribeUrl: 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription',
        topicArn: arn('sns', 'alarms'),
      },
    },
  },
]
