/**
 * node bench/sign-in.ts [--runs 60]
 *
 * From a used sign-in link to the dashboard's whole HTML, on the production server: the request that uses the link, and the
 * page that it leads to, as one browser sends them. Links are made in the database as a mail would have them.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { newPerson, queryAt } from '../e2e/cast.ts'
import { startStack } from '../e2e/stack.ts'
import { linkTokenHash, makeToken } from '../lib/auth/token.ts'
import { completeEnv, parseEnv } from '../lib/env.ts'
import { ensureBuild } from '../ops/build.ts'
import { printFigure } from './figures.ts'

const { values } = parseArgs({ options: { runs: { type: 'string' } } })
const RUNS = Number(values.runs ?? 60)
const WARM_UP = 8

ensureBuild((line) => process.stderr.write(`${line}\n`))
const stack = await startStack()
try {
  const { url, home } = stack.addresses
  const { nextAuthSecret: secret } = completeEnv({
    ...parseEnv({ LETHE_HOME: home }),
    databaseUrl: 'postgresql://x:y@localhost/z',
  })
  const email = await newPerson(stack.addresses)
  const times: { all: number; link: number }[] = []
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const token = makeToken()
    await queryAt(
      stack.addresses,
      "insert into sign_in_links (id, token_hash, identifier, browser_hash, expires_at) values ($1, $2, $3, null, now() + interval '10 minutes')",
      [randomUUID(), linkTokenHash(token, secret), email],
    )
    const from = performance.now()
    const query = new URLSearchParams({ callbackUrl: '/analyze', token, email })
    const used = await fetch(`${url}/api/auth/callback/email?${query}`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    })
    const link = performance.now() - from
    const held = used.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const page = await fetch(`${url}/analyze`, { headers: { cookie: held }, redirect: 'manual' })
    const html = await page.text()
    if (page.status !== 200 || !html.includes(email)) throw new Error(`not signed in: ${used.status} ${page.status}`)
    if (run >= WARM_UP) times.push({ all: performance.now() - from, link })
  }
  const at = (share: number, of: 'all' | 'link') =>
    times.map((time) => time[of]).sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ??
    0
  process.stdout.write(`link used: p50 ${at(0.5, 'link').toFixed(0)} ms, p95 ${at(0.95, 'link').toFixed(0)} ms\n`)
  printFigure({ name: 'link to dashboard, p50', value: at(0.5, 'all'), unit: 'ms' })
  printFigure({ name: 'link to dashboard, p95', value: at(0.95, 'all'), unit: 'ms', target: 'at most 300' })
} finally {
  await stack.stop()
}
