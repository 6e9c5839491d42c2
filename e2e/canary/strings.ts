import { randomBytes } from 'node:crypto'

/** What is planted, and where it may show up. Made anew in every run, so that a trace can only come from this run. */
export interface Canary {
  name: string
  value: string
  /** Secrets and personal data must not even leave the browser; plain words may, but are never kept. */
  mayLeaveBrowser: boolean
}

const word = (length: number) =>
  randomBytes(length)
    .toString('hex')
    .replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? 'q')
    .slice(0, length)
const alphanumeric = (length: number) =>
  randomBytes(length * 2)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, length)

function cardNumber(): string {
  const body = `4${[...randomBytes(14)].map((byte) => byte % 10).join('')}`
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return body + String((10 - (sum % 10)) % 10)
}

/** Words that stand in any book: no list of technical terms knows them together. One order of many, picked per run. */
function sentence(): string {
  const openings = [
    'the old gardener walked slowly past',
    'seven wooden boats drifted quietly under',
    'my cousin painted the kitchen beside',
  ]
  const endings = [
    'a green hill where the children sang',
    'the yellow bridge before the rain came',
    'our favourite orchard on a cold morning',
  ]
  const pick = (list: readonly string[]) => list[(randomBytes(1)[0] ?? 0) % list.length] ?? list[0] ?? ''
  return `${pick(openings)} ${pick(endings)}`
}

export function makeCanaries() {
  const token = `${'gh'}${'p_'}${alphanumeric(36)}`
  const password = `${alphanumeric(10)}-${alphanumeric(9)}!`
  const email = `${word(9)}.${word(7)}@${word(8)}-mail.example`
  const card = cardNumber()
  const english = sentence()
  const marker = `${word(6)}zanzibar${word(5)}`
  const canaries: Canary[] = [
    { name: 'vendor token', value: token, mayLeaveBrowser: false },
    { name: 'password', value: password, mayLeaveBrowser: false },
    { name: 'e-mail', value: email, mayLeaveBrowser: false },
    { name: 'card number', value: card, mayLeaveBrowser: false },
    { name: 'line of common English words', value: english, mayLeaveBrowser: true },
    { name: 'marker word in the evidence line', value: marker, mayLeaveBrowser: true },
  ]
  return { canaries, log: logWith({ token, password, email, card, english, marker }) }
}

/** An incident whose cause is the line that holds the marker word. */
function logWith(planted: Record<'token' | 'password' | 'email' | 'card' | 'english' | 'marker', string>): string {
  const at = (second: number) => `2026-11-20T02:14:${String(second).padStart(2, '0')}.113Z`
  return [
    `${at(1)} INFO  checkout-api started in 4.2 s`,
    `${at(2)} INFO  cloning with https://x-access-token:${planted.token}@github.com/acme/app.git`,
    `${at(3)} DEBUG {"user":"svc-checkout","password":"${planted.password}"}`,
    `${at(4)} INFO  receipt sent to ${planted.email}`,
    `${at(5)} WARN  payment declined card=${planted.card}`,
    `${at(6)} ERROR ${planted.english}`,
    ...Array.from({ length: 30 }, (_, i) => `${at(7)} INFO  GET /cart/${i} 200 in ${10 + i} ms`),
    `${at(20)} ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms. (${planted.marker})`,
    ...Array.from({ length: 40 }, (_, i) => `${at(21)} ERROR GET /cart/${i} 500 in 30004 ms`),
    `${at(40)} ERROR readiness probe failed: HTTP 503`,
  ].join('\n')
}
