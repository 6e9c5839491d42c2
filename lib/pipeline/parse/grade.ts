import type { AlertSeverity, AlertStatus } from './normalized-alert.ts'

/** Words of senders for how bad it is and how it stands. */

const SEVERITIES: Readonly<Record<string, AlertSeverity>> = {
  ...words(
    'critical',
    'critical crit fatal emergency emerg panic page p0 p1 sev0 sev1 s1 disaster urgent blocker highest',
  ),
  ...words('high', 'high error err major p2 sev2 s2 alert severe'),
  ...words('medium', 'medium moderate warning warn minor p3 sev3 s3 average'),
  ...words('low', 'low lowest notice ticket p4 sev4 s4 trivial'),
  ...words('info', 'info information informational debug p5 sev5 s5 ok none success'),
}

const STATUSES: Readonly<Record<string, AlertStatus>> = {
  ...words(
    'firing',
    'firing triggered trigger open opened active activated alarm alerting alert critical warning error down problem failing failed failure started start reopened unacknowledged created new fired bad',
  ),
  ...words(
    'resolved',
    'resolved resolve recovered recovery closed close ok up normal inactive cleared clear ended fixed healthy success passing green',
  ),
  ...words('acknowledged', 'acknowledged acknowledge ack acked assigned investigating identified monitoring'),
  ...words('info', 'info informational test ping nodata'),
}

function words<T extends string>(meaning: T, list: string): Record<string, T> {
  return Object.fromEntries(list.split(' ').map((word) => [word, meaning]))
}

/** `P1`, `sev-2`, `Critical`, `3`; whole words only, so that nothing is guessed from a sentence. */
export function severityOf(raw: string | undefined): AlertSeverity {
  const word = (raw ?? '').toLowerCase().replace(/[\s_-]/g, '')
  if (/^[1-5]$/.test(word)) return SEVERITIES[`p${word}`] ?? 'unknown'
  return Object.hasOwn(SEVERITIES, word) ? (SEVERITIES[word] ?? 'unknown') : 'unknown'
}

/** `Triggered`, `incident.resolved`, `ALARM`: the word, or the last word after a dot. Undefined where it says nothing. */
export function statusOf(raw: string | undefined): AlertStatus | undefined {
  const text = (raw ?? '').toLowerCase().trim()
  for (const word of [text, text.split('.').at(-1) ?? '']) {
    const plain = word.replace(/[\s_-]/g, '')
    if (Object.hasOwn(STATUSES, plain)) return STATUSES[plain]
  }
  return undefined
}
