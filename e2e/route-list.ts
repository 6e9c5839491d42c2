import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** An id that nothing has. */
export const NOBODY = '00000000-0000-4000-8000-000000000000'

const APP = path.join(path.dirname(import.meta.dirname), 'app')

/** Who may open a route, told by the room it stands in. A route in no known room is an error: say first who may open it. */
export type Audience = 'public' | 'member' | 'staff' | 'key'

export interface Route {
  /** As in the address, parameters in brackets: `/analyses/[id]`. */
  path: string
  kind: 'page' | 'api'
  audience: Audience
  methods: readonly string[]
  /** What its wrapper asks for, by method: a permission, or the scope of a key. Empty for pages and public routes. */
  asks: Readonly<Record<string, string>>
}

// A hook is opened by its signature alone: an unknown id and a foreign one get the same 401.
// Stripe's events are opened by Stripe's signature, metrics by the operator's token: without it they are not there.
const PUBLIC_API = [
  ...[
    '/api/agreements',
    '/api/auth/',
    '/api/disclosures',
    '/api/hooks/',
    '/api/stripe/webhook',
    '/api/health',
    '/api/ready',
    '/api/feedback/',
    '/api/metrics',
    // A POST with the token of a mail ends a subscription (RFC 8058); the other doors are forms of pages that anybody may open.
    '/api/notices/',
    '/api/requests/',
  ],
  ...['/api/staff/sign-in', '/api/staff/enrol', '/api/second-factor/', '/api/sso/'],
  '/api/v1/openapi.json',
]

/** Every page and route handler of the tree. Derived, so that a new one cannot be forgotten by the tests that walk this list. */
export function listRoutes(): Route[] {
  return walk('').map(({ folder, file }) => {
    const address = `/${folder
      .split('/')
      .filter((part) => part !== '' && !part.startsWith('('))
      .join('/')}`
    const source = readFileSync(path.join(APP, folder, file), 'utf8')
    const methods = [
      ...source.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm),
    ].map((match) => match[1] ?? '')
    const kind = file === 'page.tsx' ? 'page' : 'api'
    const audience = audienceOf(folder, address)
    return { path: address, kind, audience, methods: kind === 'page' ? ['GET'] : methods, asks: asksOf(source) }
  })
}

function asksOf(source: string): Route['asks'] {
  const wrapped = /^export const (GET|POST|PUT|PATCH|DELETE) = (member|fresh|key)Route\(\s*'([a-z_]+:[a-z]+)'/gm
  return Object.fromEntries([...source.matchAll(wrapped)].map(([, method = '', , wants = '']) => [method, wants]))
}

function audienceOf(folder: string, address: string): Audience {
  if (folder.startsWith('(staff)/staff/(desk)')) return 'staff'
  if (folder.startsWith('(staff)/')) return 'public'
  if (folder.startsWith('(dashboard)') || folder === 'locked') return 'member'
  // Whoever has the link of a message; it shows nothing.
  if (folder.startsWith('feedback')) return 'public'
  if (
    folder.startsWith('(trust)') ||
    folder.startsWith('read') ||
    folder.startsWith('trust') ||
    folder.startsWith('llms.txt') ||
    folder.startsWith('sign-in') ||
    folder.startsWith('.well-known')
  )
    return 'public'
  if (PUBLIC_API.some((prefix) => `${address}/`.startsWith(prefix) || address === prefix)) return 'public'
  if (folder.startsWith('api/staff/')) return 'staff'
  if (folder.startsWith('api/v1/')) return 'key'
  if (folder.startsWith('api/')) return 'member'
  throw new Error(`app/${folder} is in no known room: say in e2e/route-list.ts who may open it`)
}

function walk(folder: string): { folder: string; file: string }[] {
  return readdirSync(path.join(APP, folder), { withFileTypes: true }).flatMap((entry) => {
    const below = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return walk(below)
    return entry.name === 'page.tsx' || entry.name === 'route.ts' ? [{ folder, file: entry.name }] : []
  })
}

/** The address with every parameter replaced. */
export function fill(route: Route, value: string): string {
  return route.path.replace(/\[[^\]]+\]/g, encodeURIComponent(value))
}
