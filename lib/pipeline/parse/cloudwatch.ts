import { buildAlert, linkTo, pairsOf, piece } from './build-alert.ts'
import { alertOfText, alertsOf, UNTITLED } from './generic.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertStatus, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { parseBody } from './read-body.ts'
import { at, firstText, isObject, itemsOf, type Json, type JsonObject, textOf, timeOf } from './read-json.ts'

/**
 * CloudWatch alarms through SNS: an envelope whose `Message` is the alarm as JSON text. An EventBridge event of an alarm, an
 * alarm by itself, and any other message of the topic are read too. docs.aws.amazon.com, "Amazon SNS message formats".
 */
export const parseCloudwatch = jsonParser('cloudwatch', (json) => {
  const type = textOf(at(json, 'Type'), 40)
  if (type === 'SubscriptionConfirmation') return confirmationOf(json)
  if (type === 'UnsubscribeConfirmation') return { kind: 'ignored', why: 'unsubscribed' }
  if (type !== 'Notification') return isAlarm(json) ? { kind: 'alerts', alerts: [alertOf(json, null)] } : undefined
  return parseNotification(json)
})

function confirmationOf(json: Json): ParseResult {
  const subscribeUrl = textOf(at(json, 'SubscribeURL'), 2_000) ?? ''
  const topicArn = textOf(at(json, 'TopicArn')) ?? ''
  return { kind: 'handshake', action: 'sns_confirm', ...idOf(json), data: { subscribeUrl, topicArn } }
}

function parseNotification(envelope: Json): ParseResult {
  const text = at(envelope, 'Message')
  const message = typeof text === 'string' ? parseBody(text) : text
  if (message !== undefined && isAlarm(message))
    return { kind: 'alerts', ...idOf(envelope), alerts: [alertOf(message, envelope)] }
  const subject = textOf(at(envelope, 'Subject'))
  const found =
    isObject(message) || Array.isArray(message)
      ? alertsOf(message, 'cloudwatch')
      : [alertOfText([subject, typeof text === 'string' ? text : ''].filter(Boolean).join('\n'), 'cloudwatch')]
  // What its JSON does not name, the subject does.
  const named = found.map((one) => (subject && !one.keyed && one.title === UNTITLED ? { ...one, title: subject } : one))
  return { kind: 'alerts', ...idOf(envelope), alerts: named }
}

/** The same for every attempt, and signed. */
const idOf = (envelope: Json): { deliveryId?: string } => {
  const deliveryId = textOf(at(envelope, 'MessageId'), 255)
  return deliveryId === undefined ? {} : { deliveryId }
}

const isAlarm = (json: Json): boolean =>
  textOf(at(json, 'AlarmName')) !== undefined || textOf(at(json, 'detail', 'alarmName')) !== undefined

interface Place {
  partition: string
  region: string
  account: string
}

function alertOf(message: Json, envelope: Json): NormalizedAlert {
  const alarm = alarmOf(message)
  const place = placeOf(alarm, envelope)
  const { name, state, reason, changedAt } = alarm
  const trigger = dimensionsOf(alarm.trigger)
  const status = statusOf(state)
  const threshold = firstText(alarm.trigger, ['Threshold'])
  const metric = [firstText(alarm.trigger, ['Namespace']), firstText(alarm.trigger, ['MetricName'])]
    .filter(Boolean)
    .join('/')
  return buildAlert('cloudwatch', {
    key: alarm.arn ?? arnOf(place, name) ?? [place?.account, alarm.region, name].filter(Boolean).join('/'),
    cycle: timeOf(changedAt) ?? changedAt,
    status,
    title: name,
    summary: alarm.description ?? reason,
    service: serviceOf(trigger) ?? firstText(alarm.trigger, ['Namespace']),
    startedAt: changedAt,
    endedAt: changedAt,
    links: [
      linkTo('alert', consoleLink(place, name)),
      linkTo('runbook', /https?:\/\/[^\s"'<>)]+/.exec(alarm.description ?? '')?.[0]),
    ],
    labels: {
      ...trigger,
      state: state ?? null,
      metric,
      region: place?.region ?? alarm.region ?? null,
      account: place?.account ?? null,
    },
    evidence: [
      piece('text', alarm.description),
      piece('metric', reason),
      piece(
        'metric',
        [metric, ...Object.entries(trigger).map(([n, v]) => `${n}=${String(v)}`), threshold && `threshold ${threshold}`]
          .filter(Boolean)
          .join(' '),
      ),
      ...itemsOf(at(alarm.trigger, 'Metrics'), 20).map((one) => piece('metric', metricOf(one))),
      piece('text', alarm.rule),
    ],
  })
}

/** Of an alarm on one metric; of metric math, those of the first metric that has any. */
function dimensionsOf(trigger: Json | undefined): Record<string, Json> {
  const metrics = itemsOf(at(trigger, 'Metrics'), 20)
  const lists = [at(trigger, 'Dimensions'), ...metrics.map((one) => at(one, 'MetricStat', 'Metric', 'Dimensions'))]
  return pairsOf(lists.find((list) => itemsOf(list, 1).length > 0))
}

interface Alarm {
  name: string | undefined
  arn: string | undefined
  region: string | undefined
  account: string | undefined
  description: string | undefined
  state: string | undefined
  reason: string | undefined
  changedAt: string | undefined
  trigger: Json | undefined
  /** Of a composite alarm. */
  rule: string | undefined
}

/** The alarm as SNS sends it, or as EventBridge does. */
function alarmOf(message: Json): Alarm {
  const detail = at(message, 'detail')
  if (isObject(detail)) return alarmOfEvent(message, detail)
  const text = (name: string, maxChars?: number) => textOf(at(message, name), maxChars)
  return {
    name: text('AlarmName'),
    arn: text('AlarmArn'),
    region: text('Region'),
    account: text('AWSAccountId'),
    description: text('AlarmDescription', 4_000),
    state: text('NewStateValue'),
    reason: text('NewStateReason', 4_000),
    changedAt: text('StateChangeTime'),
    trigger: at(message, 'Trigger'),
    rule: text('AlarmRule', 4_000),
  }
}

function alarmOfEvent(message: Json, detail: JsonObject): Alarm {
  return {
    name: textOf(detail.alarmName),
    arn: textOf(itemsOf(at(message, 'resources'))[0]),
    region: textOf(at(message, 'region')),
    account: textOf(at(message, 'account')),
    description: textOf(at(detail, 'configuration', 'description'), 4_000),
    state: textOf(at(detail, 'state', 'value')),
    reason: textOf(at(detail, 'state', 'reason'), 4_000),
    changedAt: textOf(at(detail, 'state', 'timestamp')),
    trigger: { Metrics: at(detail, 'configuration', 'metrics') ?? [] },
    rule: textOf(at(detail, 'configuration', 'alarmRule'), 4_000),
  }
}

function statusOf(state: string | undefined): AlertStatus {
  return state === 'OK' ? 'resolved' : state === 'INSUFFICIENT_DATA' ? 'info' : 'firing'
}

/** `Region` is a name for people; the region's own name stands in an ARN. */
function placeOf(alarm: Alarm, envelope: Json): Place | undefined {
  const arns = [alarm.arn, textOf(at(envelope, 'TopicArn'))]
  for (const arn of arns) {
    const match = /^arn:(aws[a-z-]{0,10}):(?:cloudwatch|sns):([a-z0-9-]{3,30}):(\d{4,20}):/.exec(arn ?? '')
    if (match) return { partition: match[1] ?? '', region: match[2] ?? '', account: alarm.account ?? match[3] ?? '' }
  }
  return undefined
}

/** What newer messages carry as AlarmArn, made of what older ones carry. */
const arnOf = (place: Place | undefined, name: string | undefined): string | undefined =>
  place && name
    ? ['arn', place.partition, 'cloudwatch', place.region, place.account, 'alarm', name].join(':')
    : undefined

const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

function consoleLink(place: Place | undefined, name: string | undefined): string | undefined {
  const host = place && Object.hasOwn(CONSOLES, place.partition) ? CONSOLES[place.partition] : undefined
  if (!place || !host || !name) return undefined
  // A lone surrogate has no percent-encoding.
  return `https://${host}/cloudwatch/home?region=${place.region}#alarmsV2:alarm/${encodeURIComponent(name.toWellFormed())}`
}

function serviceOf(dimensions: Readonly<Record<string, Json>>): string | undefined {
  const names = [
    'ServiceName',
    'FunctionName',
    'DBInstanceIdentifier',
    'DBClusterIdentifier',
    'ApiName',
    'TableName',
    'QueueName',
  ]
  const others = [
    'LoadBalancer',
    'TargetGroup',
    'AutoScalingGroupName',
    'CacheClusterId',
    'ClusterName',
    'BucketName',
    'InstanceId',
  ]
  return firstText({ ...dimensions }, [...names, ...others])
}

function metricOf(metric: Json): string | undefined {
  const stat = at(metric, 'MetricStat', 'Metric') ?? at(metric, 'metricStat', 'metric')
  const name = [firstText(stat, ['Namespace', 'namespace']), firstText(stat, ['MetricName', 'name'])]
    .filter(Boolean)
    .join('/')
  return firstText(metric, ['Expression', 'expression'], 1_000) ?? (name || undefined)
}
