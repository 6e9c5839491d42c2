/**
 * node bench/observatory.ts
 *
 * What Mozilla's Observatory says of each class of route: its own analyzers and score table (1.4.8, in bench/observatory), on
 * headers and HTML as the production server sent them. It can look at public sites only, so three things stand in for what is
 * in front of a server: HTTP leads to HTTPS, the certificate holds, nobody is on the preload list. Cookies are those that the
 * server has set on the way in.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { newPerson, openSession } from '../e2e/cast.ts'
import { startStack } from '../e2e/stack.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '../lib/auth/cookies.ts'
import { ensureBuild } from '../ops/build.ts'
import { printFigure } from './figures.ts'

const FOLDER = path.join(import.meta.dirname, 'observatory')
const JUDGE = path.join(FOLDER, 'node_modules/@mdn/mdn-http-observatory')
const TARGET = 130
/** As lib/auth sets them at a sign-in. */
const COOKIES = [SESSION_COOKIE, DEVICE_COOKIE].map((name) => `${name}=x; Path=/; Secure; HttpOnly; SameSite=Lax`)

interface Output {
  constructor: { name: string }
  result: string | null
}
interface Judge {
  tests: readonly ((requests: object) => Output)[]
  modifier(result: string): number
  makeJar(): { setCookieSync(line: string, url: string): unknown }
  parseHttpEquivHeaders(html: string, url: string): object
  minimumForCredit: number
}

if (!existsSync(JUDGE)) {
  const npm = process.env.npm_execpath
  const [command, before] = npm ? [process.execPath, [npm]] : ['npm', []]
  const args = [...before, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const run = spawnSync(command, args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] })
  if (run.status !== 0)
    throw new Error('The judge could not be installed: check that a package registry can be reached.')
}
const judge = await openJudge()

ensureBuild((line) => process.stderr.write(`${line}\n`))
const stack = await startStack()
try {
  const { url } = stack.addresses
  const { session, device } = await openSession(await newPerson(stack.addresses), stack.addresses)
  const cookie = `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}`
  const chunk = /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(url)).text())?.[0] ?? ''
  const classes = [
    ['trust page', '/', ''],
    ['sign-in page', '/sign-in', ''],
    ['dashboard page', '/analyze', cookie],
    ['settings page', '/settings/api-keys', cookie],
    ['page that is not there', '/nowhere', ''],
    ['API for pages', '/api/analyses', cookie],
    ['API for programs, refused', '/api/v1/analyses', ''],
    ['API document', '/api/v1/openapi.json', ''],
    ['redirect to sign-in', '/analyses', ''],
    ['script file', chunk, ''],
  ] as const
  let lowest = Number.POSITIVE_INFINITY
  for (const [name, where, held] of classes) {
    const { score, failed } = await judged(url, where, held)
    lowest = Math.min(lowest, score)
    process.stdout.write(`${name.padEnd(28)} ${String(score).padStart(4)}   ${failed.join(', ')}\n`)
  }
  printFigure({ name: 'lowest score of the Observatory', value: lowest, unit: 'points', target: `at least ${TARGET}` })
  if (lowest < TARGET) process.exitCode = 1
} finally {
  await stack.stop()
}

async function judged(origin: string, where: string, cookie: string): Promise<{ score: number; failed: string[] }> {
  const answer = await fetch(origin + where, { headers: { cookie, accept: 'text/html,*/*' }, redirect: 'manual' })
  const preflight = await fetch(origin + where, {
    method: 'OPTIONS',
    headers: { origin: 'https://http-observatory.security.mozilla.org', 'access-control-request-method': 'GET' },
  })
  const html = await answer.text()
  const site = new URL(where, 'https://lethe.example')
  const jar = judge.makeJar()
  for (const line of [...COOKIES, ...answer.headers.getSetCookie()]) jar.setCookieSync(line, site.href)
  const response = {
    ...{ status: answer.status, verified: true, httpEquiv: judge.parseHttpEquivHeaders(html, site.href) },
    headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie() },
  }
  const http = new URL(where, 'http://lethe.example')
  const requests = {
    hostname: site.hostname,
    resources: { path: html },
    session: { url: site, jar },
    responses: {
      ...{ auto: response, https: response, http: response, httpsRedirects: [] },
      cors: { ...response, headers: Object.fromEntries(preflight.headers), request: { headers: {} } },
      httpRedirects: [
        { url: http, status: 301 },
        { url: site, status: answer.status },
      ],
    },
  }
  const outputs = judge.tests.map((test) => test(requests))
  const parts = outputs.map(({ result }) => judge.modifier(result ?? ''))
  const uncurved = 100 + parts.filter((part) => part < 0).reduce((sum, part) => sum + part, 0)
  const score = uncurved >= judge.minimumForCredit ? 100 + parts.reduce((sum, part) => sum + part, 0) : uncurved
  return { score, failed: outputs.flatMap(({ result }, index) => ((parts[index] ?? 0) < 0 ? [String(result)] : [])) }
}

/** Its parts, by file: its own front door would go out and look for the site. */
async function openJudge(): Promise<Judge> {
  // What its maker fetches from Mozilla: nobody is on the list here.
  writeFileSync(path.join(JUDGE, 'conf/hsts-preload.json'), '{}')
  const part = (file: string) => import(pathToFileURL(path.join(JUDGE, 'src', file)).href)
  const [{ ALL_TESTS }, { getScoreModifier }, { MINIMUM_SCORE_FOR_EXTRA_CREDIT }, { parseHttpEquivHeaders }] =
    await Promise.all([
      part('constants.js'),
      part('grader/grader.js'),
      part('grader/charts.js'),
      part('retriever/utils.js'),
    ])
  const { CookieJar } = createRequire(path.join(FOLDER, 'package.json'))('tough-cookie')
  return {
    ...{ tests: ALL_TESTS, modifier: getScoreModifier, parseHttpEquivHeaders },
    ...{ minimumForCredit: MINIMUM_SCORE_FOR_EXTRA_CREDIT, makeJar: () => new CookieJar() },
  }
}
