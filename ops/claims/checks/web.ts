import { CspEvaluator } from 'csp_evaluator'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { listRoutes } from '../../../e2e/route-list.ts'
import { type Check, check, judgeEach, withFirst } from '../check.ts'
import type { World } from '../world.ts'

// What a browser gets from a running server.

interface Answer {
  where: string
  kind: 'page' | 'api' | 'file' | 'text'
  status: number
  headers: Record<string, string>
  cookies: number
  body: string
}

const publicPages = () =>
  listRoutes().filter(
    ({ kind, audience, path }) =>
      kind === 'page' && audience === 'public' && !path.includes('[') && !path.startsWith('/sign-in'),
  )

let asked: Promise<Answer[]> | undefined

/** One answer of each class of routes: every public page, an API, a script, the files for programs. */
async function answers(world: World): Promise<Answer[]> {
  const { addresses } = await world.stack()
  const get = async (where: string, kind: Answer['kind']): Promise<Answer> => {
    const answer = await fetch(addresses.url + where, { redirect: 'manual' })
    return {
      where,
      kind,
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      cookies: answer.headers.getSetCookie().length,
      body: await answer.text(),
    }
  }
  asked ??= (async () => {
    const pages = await Promise.all(
      [...publicPages().map(({ path }) => path), '/sign-in', '/no-such-page'].map((path) => get(path, 'page')),
    )
    const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(pages[0]?.body ?? '')?.[1] ?? '/_next/static/none.js'
    const others = await Promise.all([
      get('/api/ready', 'api'),
      get('/api/analyses', 'api'),
      get(script, 'file'),
      get('/.well-known/security.txt', 'text'),
    ])
    return [...pages, ...others]
  })()
  return asked
}
const pagesOf = async (world: World) =>
  (await answers(world)).filter(({ kind, status }) => kind === 'page' && status === 200)

const HASHED = /integrity="sha384-[\w+/=]{64}"/
const NONCED = /nonce="[\w+/=-]{16,}"/
/** The framework, the page's own code and what they share. */
const STARTING = 3

const REQUIRED: readonly [string, RegExp][] = [
  ['strict-transport-security', /max-age=(\d{8,}); includeSubDomains/],
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/],
  ['referrer-policy', /^no-referrer$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-embedder-policy', /^require-corp$/],
  ['permissions-policy', /camera=\(\)/],
]
const without =
  (name: string) =>
  (answer: Answer): Answer => {
    const { [name]: _, ...headers } = answer.headers
    return { ...answer, headers }
  }

/** What a page makes a browser load: not links, which somebody has to click. */
function loaded(html: string): string[] {
  const tags = [
    ...html.matchAll(/<(script|img|iframe|source|video|audio|embed|object)\b[^>]*?\b(?:src|data)="([^"]+)"/g),
  ].map((match) => match[2] ?? '')
  const links = [...html.matchAll(/<link\b[^>]*>/g)].flatMap(([tag]) =>
    /rel="(stylesheet|preload|preconnect|modulepreload|icon|dns-prefetch)"/.test(tag)
      ? [/href="([^"]+)"/.exec(tag)?.[1] ?? '']
      : [],
  )
  return [...tags, ...links]
}

export const webChecks: Record<string, Check> = {
  'web.headers': check({
    read: answers,
    judge: (items) => ({
      ...judgeEach(items, ({ where, headers }) => {
        const missing = REQUIRED.find(([name, value]) => !value.test(headers[name] ?? ''))
        return missing !== undefined && `${where} lacks ${missing[0]}.`
      }),
      figures: { routes: items.length, headers: REQUIRED.length },
    }),
    spoil: (items) => withFirst(items, without('x-content-type-options')),
  }),
  'web.policy': check({
    read: async (world) => (await answers(world)).filter(({ kind }) => kind === 'page' || kind === 'api'),
    judge: (items) =>
      judgeEach(items, ({ where, headers }) => {
        const findings = new CspEvaluator(new CspParser(headers['content-security-policy'] ?? '').csp).evaluate()
        // Severities of csp_evaluator: 10 high, 20 syntax, 30 medium.
        return (
          (headers['content-security-policy'] === undefined || findings.some(({ severity }) => severity <= 30)) &&
          `The policy of ${where} has a finding.`
        )
      }),
    spoil: (items) =>
      withFirst(items, (item) => ({
        ...item,
        headers: { ...item.headers, 'content-security-policy': "script-src 'unsafe-inline' *" },
      })),
  }),
  'web.nonce': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const nonces = []
      for (let i = 0; i < 12; i++)
        nonces.push(
          /'nonce-([^']+)'/.exec(
            (await fetch(addresses.url, { headers: { 'x-nonce': 'mine' } })).headers.get('content-security-policy') ??
              '',
          )?.[1] ?? '',
        )
      return nonces
    },
    judge: (nonces) =>
      judgeEach(
        nonces,
        (nonce) =>
          (nonce.length < 22 || nonce === 'mine' || nonces.filter((other) => other === nonce).length > 1) &&
          'A nonce was short, chosen from outside, or came twice.',
      ),
    spoil: (nonces) => nonces.map(() => nonces[0] ?? ''),
  }),
  'web.foreign': check({
    read: async (world) =>
      (await pagesOf(world)).flatMap(({ where, body }) => loaded(body).map((url) => ({ where, url }))),
    judge: (items) =>
      judgeEach(
        items,
        ({ where, url }) => /^(https?:)?\/\//.test(url) && `${where} loads something from another host.`,
      ),
    spoil: (items) => withFirst(items, (item) => ({ ...item, url: 'https://cdn.example/x.js' })),
  }),
  'web.integrity': check({
    read: async (world) =>
      (await pagesOf(world)).map(({ where, body }) => ({
        where,
        tags: [...body.matchAll(/<script\b[^>]*\bsrc="[^"]+"[^>]*>/g)].map(([tag]) => tag),
      })),
    judge: (pages) => {
      const { faults } = judgeEach(pages, ({ where, tags }) => {
        if (tags.filter((tag) => HASHED.test(tag)).length < STARTING)
          return `${where} starts by scripts without a hash.`
        return !tags.every((tag) => HASHED.test(tag) || NONCED.test(tag)) && `${where} has a script with neither.`
      })
      return { population: pages.reduce((sum, { tags }) => sum + tags.length, 0), faults }
    },
    spoil: (pages) => withFirst(pages, (page) => ({ ...page, tags: [...page.tags, '<script src="/x.js">'] })),
  }),
  'web.no-cookies': check({
    read: pagesOf,
    judge: (items) => judgeEach(items, ({ where, cookies }) => cookies > 0 && `${where} sets a cookie.`),
    spoil: (items) => withFirst(items, (item) => ({ ...item, cookies: 1 })),
  }),
  'web.security-txt': check({
    read: async (world) => (await answers(world)).find(({ where }) => where.endsWith('security.txt'))?.body ?? '',
    judge: (text) => {
      const expires = /^Expires: (.+)$/m.exec(text)?.[1] ?? ''
      const days = (Date.parse(expires) - Date.now()) / 86_400_000
      const faults = [
        ...(/^Contact: (mailto:|https?:)/m.test(text) ? [] : ['It names no contact.']),
        ...(days > 30 && days < 366 ? [] : ['Its end is too near or too far.']),
        ...((text.match(/^Expires:/gm) ?? []).length === 1 ? [] : ['It must end once.']),
      ]
      return { population: 3, faults }
    },
    spoil: (text) => text.replace(/^Expires: .*$/m, 'Expires: 2020-01-01T00:00:00Z'),
  }),
}
