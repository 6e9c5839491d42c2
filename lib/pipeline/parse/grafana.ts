import { jsonParser } from './json-parser.ts'
import { parseGroup } from './prometheus-alert.ts'

/**
 * Grafana Alerting's webhook contact point. The older alerting (`ruleName`, `evalMatches`) and payloads of a customer's own are
 * read by the names that most senders use. grafana.com, "Webhook notifications".
 */
export const parseGrafana = jsonParser('grafana', (json) => parseGroup(json, 'grafana'))
