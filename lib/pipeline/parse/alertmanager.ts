import { jsonParser } from './json-parser.ts'
import { parseGroup } from './prometheus-alert.ts'

/** Prometheus Alertmanager, webhook version 4 and older ones. prometheus.io, "webhook_config". */
export const parseAlertmanager = jsonParser('alertmanager', (json) => parseGroup(json, 'alertmanager'))
