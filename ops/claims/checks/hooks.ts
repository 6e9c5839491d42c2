import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { standardHeaders } from '../../../e2e/fakes/standard-sender.ts'
import { csvRow } from '../../../lib/csv.ts'
import { outbound } from '../../../lib/outbound.ts'
import { isPublicAddress } from '../../../lib/outbound-address.ts'
import { mutationsOf } from '../../../lib/pipeline/verify/cases/mutations.ts'
import { type RawDelivery, TOLERANCE_SECONDS } from '../../../lib/pipeline/verify/verifier.ts'
import { verify } from '../../../lib/pipeline/verify/verify.ts'
import { type Check, check, judgeEach, withFirst } from '../check.ts'
import { judgeHeld, oneBroken } from '../held.ts'
import { filesOf, isProduct, withoutComments } from '../source.ts'
import type { World } from '../world.ts'

// What comes in by webhook, and what goes out.

const NOW = new Date('2026-11-21T10:00:00Z')
const raw = Buffer.from('{"action":"triggered","title":"Straße"}')
const secretOf = (name: string) => `${name}-signing-secret-of-a-check`
const keep = (value: string) => [{ value, notAfter: null }]
const hex = (secret: string, ...parts: (string | Buffer)[]) => {
  const made = createHmac('sha256', secret)
  for (const part of parts) made.update(part)
  return made.digest('hex')
}

/** Signed by the senders' own rules, written out once more. */
const SENDERS: readonly { kind: string; header: string; sign: (secret: string) => RawDelivery }[] = [
  {
    kind: 'github',
    header: 'x-hub-signature-256',
    sign: (s) => ({ headers: { 'x-hub-signature-256': `sha256=${hex(s, raw)}` }, raw }),
  },
  {
    kind: 'pagerduty',
    header: 'x-pagerduty-signature',
    sign: (s) => ({ headers: { 'x-pagerduty-signature': `v1=${hex(s, raw)}` }, raw }),
  },
  {
    kind: 'sentry',
    header: 'sentry-hook-signature',
    sign: (s) => ({ headers: { 'sentry-hook-signature': hex(s, raw) }, raw }),
  },
]

/** A source of Acme, and how to send to it. */
async function source(world: World) {
  const api = await world.alice()
  const made = (await (
    await api('POST', '/api/sources', { kind: 'standard', name: `check ${randomUUID().slice(0, 8)}` })
  ).json()) as { source: { id: string; endpoint: string }; secret: string }
  const send = (
    secret: string,
    { endpoint = made.source.endpoint, id = `msg_${randomUUID()}`, at = new Date() } = {},
  ) => {
    const body = JSON.stringify({
      type: 'alert.triggered',
      data: { id: 'one', title: 'Orders fail', severity: 'low', service: 'orders' },
    })
    return fetch(endpoint, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        ...standardHeaders(secret, { id, at, body }),
      },
    })
  }
  return { ...made, api, send }
}
const otherSecret = () =>
  `whsec_${Buffer.from(randomUUID() + randomUUID())
    .toString('base64')
    .slice(0, 48)}`

export const hooksChecks: Record<string, Check> = {
  'hooks.mutations': check({
    read: async () => {
      const results = []
      for (const { kind, header, sign } of SENDERS) {
        const secret = secretOf(kind)
        const good = sign(secret)
        if (!(await verify(kind, good, keep(secret), NOW)).ok) results.push({ what: `${kind} as it is`, passed: true })
        for (const [what, changed] of mutationsOf({ delivery: good, header }, sign(secretOf('other')))) {
          results.push({ what: `${kind}: ${what}`, passed: (await verify(kind, changed, keep(secret), NOW)).ok })
        }
      }
      return results
    },
    judge: (tried) => ({
      ...judgeEach(tried, ({ what, passed }) => passed && `Wrong: ${what}.`),
      figures: { senders: SENDERS.length, ways: tried.length },
    }),
    spoil: (tried) => withFirst(tried, (one) => ({ ...one, passed: true })),
  }),
  'hooks.clock': check({
    read: async (world) => {
      const { secret, send } = await source(world)
      const at = (seconds: number) =>
        send(secret, { at: new Date(Date.now() + seconds * 1_000) }).then(({ status }) => status)
      return [
        { name: 'A delivery of now was refused.', held: (await at(0)) === 202 },
        { name: 'A delivery of the past was taken.', held: (await at(-TOLERANCE_SECONDS - 30)) === 401 },
        { name: 'A delivery of the future was taken.', held: (await at(TOLERANCE_SECONDS + 30)) === 401 },
      ]
    },
    judge: (items) => ({ ...judgeHeld(items), figures: { minutes: TOLERANCE_SECONDS / 60 } }),
    spoil: oneBroken,
  }),
  'hooks.one-answer': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const { secret, send, source: made } = await source(world)
      const bodies = []
      for (const answer of [
        await send(otherSecret()),
        await send(secret, { endpoint: made.endpoint.replace(made.id, randomUUID()) }),
        await send(otherSecret(), { endpoint: `${addresses.url}/api/hooks/nothing` }),
      ])
        bodies.push(`${answer.status} ${await answer.text()}`)
      return bodies
    },
    judge: (bodies) =>
      judgeEach(
        bodies,
        (body) => body !== bodies[0] && 'An unknown endpoint answers otherwise than a wrong signature.',
      ),
    spoil: (bodies) => [...bodies.slice(0, -1), '404 no such endpoint'],
  }),
  'hooks.once': check({
    read: async (world) => {
      const { secret, send, source: made } = await source(world)
      const id = `msg_${randomUUID()}`
      const answers = []
      for (let i = 0; i < 4; i++) answers.push((await send(secret, { id })).status)
      const rows = await world.query('select 1 from deliveries where source_id = $1', [made.id])
      return { answers, rows: rows.length }
    },
    judge: ({ answers, rows }) => ({
      population: answers.length,
      faults: [
        ...(rows === 1 ? [] : ['A delivery that came again was taken again.']),
        ...(answers.some((status) => status >= 500) ? ['A delivery that came again was an error.'] : []),
      ],
    }),
    spoil: (subject) => ({ ...subject, rows: 2 }),
  }),
  'hooks.overlap': check({
    read: async (world) => {
      const { secret, send, api, source: made } = await source(world)
      const next = (await (await api('POST', `/api/sources/${made.id}/rotate`, { overlapHours: 1 })).json()) as {
        secret: string
      }
      // Shortened before the server has looked at the source: it remembers for half a minute when an old secret ends.
      await world.query("update sources set previous_secret_until = now() + interval '3 seconds' where id = $1", [
        made.id,
      ])
      const [old, fresh] = [(await send(secret)).status, (await send(next.secret)).status]
      await sleep(3_500)
      return [
        { name: 'The old secret stopped at once.', held: old === 202 },
        { name: 'The new secret was refused.', held: fresh === 202 },
        { name: 'The old secret works after its overlap.', held: (await send(secret)).status === 401 },
      ]
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'hooks.constant-time': check({
    read: () => filesOf(/^lib\/pipeline\/verify\/.*\.ts$/).filter(isProduct),
    judge: (files) => {
      const compares = files.filter(({ text }) => text.includes('timingSafeEqual'))
      const judged = judgeEach(
        files,
        ({ file, text }) =>
          /\b(signature|digest|expected|given)\s*===\s*(signature|digest|expected|given)\b/.test(
            withoutComments(text),
          ) && `${file} compares a signature by ===.`,
      )
      return compares.length > 0 ? judged : { ...judged, faults: ['Nothing compares in constant time.'] }
    },
    spoil: (files) => withFirst(files, ({ file }) => ({ file, text: 'if (signature === expected) ok()' })),
  }),
  'hooks.private-ranges': check({
    read: () =>
      [
        '127.0.0.1',
        '10.0.0.1',
        '172.16.4.2',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '0.0.0.0',
        '::1',
        'fd00::1',
        'fe80::1',
        '::ffff:10.0.0.1',
        '::ffff:169.254.169.254',
        '64:ff9b::a00:1',
        '2002:0a00:0001::1',
        '224.0.0.1',
      ].map((address) => ({ address, open: isPublicAddress(address) })),
    judge: (tried) => judgeEach(tried, ({ address, open }) => open && `${address} counts as public.`),
    spoil: (tried) => withFirst(tried, (one) => ({ ...one, open: true })),
  }),
  'hooks.way-out': check({
    read: async () => {
      const fetchOut = outbound({ timeoutMs: 2_000, maxBytes: 1_000, maxRedirects: 0 }, [])
      const asks = [
        'http://example.com/',
        'https://127.0.0.1/',
        'https://[::1]/',
        'https://169.254.169.254/latest/meta-data/',
        'https://localhost/',
        'https://10.1.2.3/',
      ]
      return Promise.all(
        asks.map(async (url) => ({
          name: `A connection to ${url} was tried.`,
          held: await fetchOut(url).then(
            () => false,
            (error: Error) => error.name === 'OutboundRefused',
          ),
        })),
      )
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'hooks.formulas': check({
    read: () => ['=1+1', '+1', '-1', '@sum(a1)', '\t=1', ' =1', '＝1', '＋1'].map((cell) => csvRow([cell])),
    judge: (rows) => judgeEach(rows, (row) => !/^"?'/.test(row) && 'A cell could be computed by a spreadsheet.'),
    spoil: (rows) => withFirst(rows, () => '=1+1\r\n'),
  }),
}
