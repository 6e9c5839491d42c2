import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { serverEnv } from '../env.ts'
import type { NormalizedAlert } from './parse/normalized-alert.ts'

/**
 * Which alerts belong together, before anything is analyzed. All of it as HMACs under a key of the ring: the words themselves
 * are not kept.
 *
 *   jobKey     the same alert and cycle, by its sender's own keys
 *   causeKey   other alerts that say the same of other things: words and lines with their numbers, ids and names of instances masked
 *   looseKey   the same words alone, for when too much is waiting to look at every log
 *   alertKeys  each condition, for counting which of them still fire
 */
export interface AlertKeys {
  /** Null where an alert has no key of its sender's: alerts that only share a title are not the same alert. */
  jobKey: string | null
  causeKey: string
  looseKey: string
  firing: string[]
  resolved: string[]
}

/** Enough to tell causes apart; a body of a megabyte costs no more than this. */
const MAX_LINES = 120
const MAX_LINE_CHARS = 240

export function keysOf(alerts: readonly NormalizedAlert[]): AlertKeys {
  const mac = keyed(secret())
  const of = (wanted: NormalizedAlert['status']) => alerts.filter(({ status }) => status === wanted)
  const conditions = (list: readonly NormalizedAlert[]) =>
    [...new Set(list.map(({ alertKey }) => mac('alert', alertKey)))].sort()
  const firing = of('firing')
  const words = firing.map(wordsOf).sort()
  return {
    jobKey: jobKey(mac, firing),
    causeKey: mac('cause', ...words, ...firing.map(linesOf).sort()),
    looseKey: mac('loose', ...new Set(words)),
    firing: conditions(firing),
    resolved: conditions(of('resolved')),
  }
}

/** Derived once: it is asked for with every delivery. */
let derived: KeyObject | undefined
function secret(): KeyObject {
  derived ??= createSecretKey(serverEnv().keyRing.derive('deliveries/job-key'))
  return derived
}

type Mac = (label: string, ...parts: string[]) => string

const keyed =
  (key: KeyObject): Mac =>
  (...parts) =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')

function jobKey(mac: Mac, firing: readonly NormalizedAlert[]): string | null {
  if (firing.length === 0 || !firing.every(({ keyed: has }) => has)) return null
  return mac(
    'job',
    ...firing.map(({ alertKey, cycleKey, status }) => JSON.stringify([alertKey, cycleKey, status])).sort(),
  )
}

const wordsOf = ({ title, service, environment, severity }: NormalizedAlert): string =>
  JSON.stringify([masked(title), masked(service ?? ''), environment ?? '', severity])

/**
 * What an alert asks of its sender later is unknown now: nothing is said about its cause then, except by its own key. The same
 * lines in another order, or more often, are the same lines.
 */
function linesOf({ evidence, fetchMore, alertKey, cycleKey }: NormalizedAlert): string {
  if (fetchMore) return JSON.stringify([alertKey, cycleKey ?? null])
  const lines = new Set<string>()
  for (const { text, type } of evidence) {
    if (type === 'json') continue
    for (const line of firstLines(text)) lines.add(masked(line))
  }
  return [...lines].sort().join('\n')
}

function firstLines(text: string): string[] {
  const head = text.slice(0, MAX_LINES * MAX_LINE_CHARS)
  return head.split(/\r\n|[\r\n]/, MAX_LINES).map((line) => line.slice(0, MAX_LINE_CHARS))
}

/**
 * Words with a digit in them (times, ids, addresses, hosts and pods with numbers) are one mark; the number of a status or an
 * exit code says what happened, and stays. Linear: no nesting.
 */
const masked = (text: string): string =>
  text
    .replace(
      /\b(http|status|code|exit|errno|sqlstate)[ :=/]{1,3}(\d{1,5})\b/gi,
      (_, word: string, code: string) => `${word} ${spelt(code)}`,
    )
    .replace(/[^\s"'=,;()[\]{}<>|]*\d[^\s"'=,;()[\]{}<>|]*/g, '#')
    .replace(/\s+/g, ' ')
    .trim()

const spelt = (digits: string): string => digits.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')
