import { plant } from '../../../bench/redact-planted.ts'
import { HEALTHY_LOGS } from '../../../lib/pipeline/diagnose/cases/healthy-logs.ts'
import { maskTemplate } from '../../../lib/pipeline/guard/guard-analysis.ts'
import { listTypes } from '../../../lib/pipeline/redact/catalog.ts'
import { UNSCANNED } from '../../../lib/pipeline/redact/markers.ts'
import { defaultPolicy } from '../../../lib/pipeline/redact/policy.ts'
import { recheck } from '../../../lib/pipeline/redact/recheck.ts'
import { redact } from '../../../lib/pipeline/redact/redact.ts'
import { seededRandom } from '../../../lib/pipeline/redact/seeded-random.ts'
import { closePipelinePool } from '../../../lib/pipeline/workers/pipeline-pool.ts'
import { recheckInWorker } from '../../../lib/pipeline/workers/redact-in-worker.ts'
import { type Check, check, judgeEach, withFirst } from '../check.ts'

// What the redactor does with made-up text. Everything here ships with the source, so that a reader can run it.

const random = seededRandom('claims')
const letters = 'abcdefghjkmnpqrstuvwxyz'
const word = (length: number) =>
  Array.from({ length }, () => letters[Math.floor(random() * letters.length)] ?? 'a').join('')
const MAIL = () => [`${word(6)}.${word(5)}`, `${word(7)}.example`].join('@')

/** Passes the check digit of Luhn. */
function cardNumber(): string {
  const body = `4${Array.from({ length: 14 }, () => Math.floor(random() * 10)).join('')}`
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return body + String((10 - (sum % 10)) % 10)
}

const ordinary = (lines: number) =>
  Array.from({ length: lines }, (_, i) => `2026-11-20T02:10:00Z INFO GET /orders/${i} 200 in ${i % 90} ms`)
const healthy = HEALTHY_LOGS.flatMap(({ log }) => log.split('\n')).filter((line) => line.trim() !== '')

interface Hidden {
  secret: string
  text: string
}
const shows = ({ secret, text }: Hidden) => text.includes(secret) && 'A planted value is still in the text.'
const exposed = (items: readonly Hidden[]) => withFirst(items, (item) => ({ ...item, text: `x ${item.secret}` }))

const FIELDS = ['password', 'passwd', 'token', 'secret', 'api_key', 'client_secret', 'ssn', 'dob', 'phone', 'email']
const CARRIERS: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `{"${name}":"${value}","attempt":3}`,
  (name, value) => `level=warn ${name}=${value} attempt=3`,
  (name, value) => `GET /v1?${name}=${value}&page=2`,
  (name, value) => `<${name}>${value}</${name}>`,
]

export const redactionChecks: Record<string, Check> = {
  'redaction.recall': check({
    read: () => {
      const { log, planted } = plant(ordinary(4_000).join('\n'))
      const lines = redact(log).text.split('\n')
      return planted.map(({ line, secret }) => ({ secret, text: lines[line] ?? secret }))
    },
    judge: (items) => ({
      ...judgeEach(items, shows),
      figures: { planted: items.length, found: items.filter((item) => !shows(item)).length },
    }),
    spoil: exposed,
  }),
  'redaction.noise': check({
    read: () => healthy.map((line) => ({ line, text: String(redact(line).text) })),
    judge: (items) => {
      const changed = items.filter(({ line, text }) => line !== text)
      const perThousand = (changed.length / Math.max(1, items.length)) * 1_000
      const figures = { lines: items.length, changed: changed.length }
      const faults = perThousand > 5 ? ['Too many lines without a secret were changed.'] : []
      return { population: items.length, faults, figures }
    },
    spoil: (items) => items.map((item, index) => (index % 50 === 0 ? { ...item, text: '[REDACTED]' } : item)),
  }),
  'redaction.cards': check({
    read: () =>
      Array.from({ length: 40 }, () => {
        const secret = cardNumber()
        return { secret, text: redact(`payment declined card ${secret} retry`).text }
      }),
    judge: (items) => judgeEach(items, shows),
    spoil: exposed,
  }),
  'redaction.card-look-alikes': check({
    read: () =>
      Array.from({ length: 40 }, () => {
        const card = cardNumber()
        const line = `order ${card.slice(0, -1)}${(Number(card.at(-1)) + 1) % 10} shipped`
        return { line, text: String(redact(line).text) }
      }),
    judge: (items) =>
      judgeEach(items, ({ line, text }) => line !== text && 'A number without a check digit was taken.'),
    spoil: (items) => withFirst(items, (item) => ({ ...item, text: 'order [CARD_1] shipped' })),
  }),
  'redaction.fields': check({
    read: () =>
      FIELDS.flatMap((name) =>
        CARRIERS.map((carry) => {
          const secret = `${word(5)}9${word(5)}Q`
          return { secret, text: redact(carry(name, secret)).text }
        }),
      ),
    judge: (items) => ({ ...judgeEach(items, shows), figures: { fields: FIELDS.length } }),
    spoil: exposed,
  }),
  'redaction.own-fields': check({
    read: () =>
      CARRIERS.map((carry) => {
        const secret = `${word(4)}7${word(4)}`
        return {
          secret,
          text: redact(carry('warehouse_code', secret), { ...defaultPolicy, fields: ['warehouse_code'] }).text,
        }
      }),
    judge: (items) => judgeEach(items, shows),
    spoil: exposed,
  }),
  'redaction.recheck': check({
    read: () =>
      Array.from({ length: 20 }, () => {
        const secret = MAIL()
        return { secret, text: recheck(`1 login of ${secret} failed, [EMAIL_1] stays`).text }
      }),
    judge: (items) =>
      judgeEach(items, (item) => shows(item) || (!item.text.includes('[EMAIL_1]') && 'A placeholder was changed.')),
    spoil: exposed,
  }),
  'redaction.forged': check({
    read: () =>
      ['[EMAIL_1]', '[CARD_2]', '[REDACTED:UNSCANNED]', '[PHONE_3]'].map((marker) => ({
        secret: marker,
        text: redact(`a log may say ${marker} itself`).text,
      })),
    judge: (items) => judgeEach(items, (item) => shows(item) && 'A forged placeholder passed as one of ours.'),
    spoil: exposed,
  }),
  'redaction.stable': check({
    read: () =>
      Array.from({ length: 20 }, () => {
        const [one, two] = [MAIL(), MAIL()]
        const raw = `a ${one}\nb ${two}\nc ${one}`
        return [String(redact(raw).text), String(redact(raw).text)] as const
      }),
    judge: (items) =>
      judgeEach(items, ([first, again]) => {
        const [a, b, c] = first.split('\n').map((line) => line.slice(2))
        return (
          (first !== again || a !== c || a === b) && 'Equal values had different placeholders, or different ones equal.'
        )
      }),
    spoil: (items) => withFirst(items, ([first]) => [first, first.replace('_1', '_9')] as const),
  }),
  'redaction.ids': check({
    read: () =>
      Array.from({ length: 100 }, (_, i) => {
        const hex = (length: number) =>
          Array.from({ length }, () => '0123456789abcdef'[Math.floor(random() * 16)]).join('')
        const line = [
          `trace_id=${hex(32)}`,
          `commit ${hex(40)}`,
          `request_id=${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
        ][i % 3]
        return { line: line ?? '', text: String(redact(line ?? '').text) }
      }),
    judge: (items) =>
      judgeEach(items, ({ line, text }) => line !== text && 'An id that an analysis joins lines by was taken.'),
    spoil: (items) => withFirst(items, (item) => ({ ...item, text: 'trace_id=[SECRET_1]' })),
  }),
  'redaction.thread': check({
    read: async () => {
      const secrets = Array.from({ length: 12 }, MAIL)
      try {
        const answers = await Promise.all(secrets.map((secret) => recheckInWorker(`to ${secret}`, defaultPolicy)))
        return answers.map(({ redaction }, index) => ({ secret: secrets[index] ?? '', text: redaction.text }))
      } finally {
        await closePipelinePool()
      }
    },
    judge: (items) => judgeEach(items, shows),
    spoil: exposed,
  }),
  'redaction.unscanned': check({
    read: () => {
      const secret = MAIL()
      const raw = Array.from({ length: 5_000 }, (_, i) => `${i} to ${secret} ${word(60)}`).join('\n')
      return redact(raw, defaultPolicy, { budgetMs: 0, now: slowClock() })
        .text.split('\n')
        .map((text) => ({ secret, text }))
    },
    judge: (items) => {
      const unscanned = items.filter(({ text }) => text === UNSCANNED).length
      const judged = judgeEach(items, shows)
      return unscanned === 0 ? { ...judged, faults: ['The time limit was not reached: nothing was shown.'] } : judged
    },
    spoil: exposed,
  }),
  'redaction.stored-words': check({
    read: () =>
      [
        'the quiet gardener walked along the river before breakfast with her brother',
        'mara lind asked the warehouse whether her order had left yesterday evening',
        'seven wooden boats drifted quietly under the yellow bridge before the rain came',
        'our favourite orchard on a cold morning smells of apples and wet leaves',
      ]
        .flatMap((line) => Array.from({ length: 5 }, (_, i) => ({ line: `${line} ${word(7 + i)}`, text: '' })))
        .map(({ line }) => ({ line, text: maskTemplate(`ERROR ${line}`) })),
    judge: (items) =>
      judgeEach(
        items,
        ({ line, text }) =>
          line.split(' ').some((part) => part.length > 4 && !COMMON.has(part) && text.includes(part)) &&
          'A word of everyday language was kept.',
      ),
    spoil: (items) => withFirst(items, ({ line }) => ({ line, text: line })),
  }),
  'redaction.catalog': check({
    read: () => listTypes(),
    judge: (types) => ({
      ...judgeEach(types, ({ rule }) => rule.trim() === '' && 'A kind stands in the list without its rule.'),
      figures: { kinds: types.length },
    }),
    spoil: (types) => withFirst(types, (type) => ({ ...type, rule: '' })),
  }),
}

/** Function words, and words that failures are described with. */
const COMMON = new Set(['along', 'before', 'under', 'whether', 'asked', 'order', 'quietly', 'their', 'yesterday'])

/** Lets the redactor begin and then says that the time is over. */
function slowClock(): () => number {
  let asked = 0
  return () => (asked++ < 2 ? 0 : 10_000)
}
