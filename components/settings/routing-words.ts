import type { Routing } from '#lib/pipeline/deliver/routing.ts'

/** "Told of alerts from PagerDuty, of checkout, high and above; quiet from 22:00 to 07:00 (Europe/Berlin)." */
export function routingWords(
  { sources, services, severityFloor, quietHours }: Routing,
  known: readonly { id: string; name: string }[],
): string {
  const names = (sources ?? []).map((id) => known.find((source) => source.id === id)?.name ?? 'a removed source')
  const parts = [
    names.length > 0 ? `from ${names.join(' and ')}` : '',
    services && services.length > 0 ? `of ${services.join(', ')}` : '',
    severityFloor ? (severityFloor === 'critical' ? 'critical only' : `${severityFloor} and above`) : '',
  ].filter(Boolean)
  const told = parts.length > 0 ? `Told of alerts ${parts.join(', ')}` : 'Told of every alert'
  const quiet = quietHours ? `; quiet from ${quietHours.from} to ${quietHours.to} (${quietHours.timeZone})` : ''
  return `${told}${quiet}.`
}
