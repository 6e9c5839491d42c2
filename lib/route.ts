import type { z } from 'zod'
import {
  AppError,
  Busy,
  Conflict,
  Forbidden,
  FRESH_SIGN_IN_REQUIRED,
  FreshSignInRequired,
  Invalid,
  type Message,
  PLAN_LIMIT,
  PlanLimit,
  RateLimited,
  TooLarge,
  Unavailable,
} from './errors.ts'
import { log } from './log.ts'
import { can, type Permission } from './permissions.ts'
import { type Door, limitAccount, limitRequest, limitTenant } from './rate-limits.ts'
import { isSameOrigin } from './same-origin.ts'
import { findMember, isFresh, type Member } from './session.ts'

type Params = Record<string, string>
/** Slug of the workspace that a page was drawn for; only compared with the session's, never believed. */
export const WORKSPACE_HEADER = 'x-lethe-workspace'
export const NO_STORE = { 'cache-control': 'no-store' } as const

export interface RouteContext {
  params: Promise<Params>
}

interface MemberRequest {
  member: Member
  request: Request
  params: Params
}

/**
 * The one wrapper of API routes for signed-in people: not too often (429), who (401), may they (403), is it from our pages
 * (403); then the handler. Errors become problem+json (RFC 9457) with what happened, what was kept, what to do.
 */
export function memberRoute(
  permission: Permission,
  handle: (asked: MemberRequest) => Promise<Response>,
  door: Door = 'api',
  fresh: 'fresh' | 'any' = 'any',
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      await limitRequest(door, request)
      const member = await findMember()
      if (!member) return problem(401, NO_SESSION)
      if (request.method !== 'GET') refuseForeignPage(request, member)
      if (!can(member.role, permission)) throw new Forbidden()
      if (member.bound && BEYOND_WORKSPACE.has(permission)) throw new Forbidden(BOUND)
      if (member.lock && !OPEN_WHILE_LOCKED.has(permission)) return problem(423, LOCKED)
      if (fresh === 'fresh' && !isFresh(member)) throw new FreshSignInRequired()
      await limitAccount(door, member.userId)
      await limitTenant(door, member.tenant)
      return await handle({ member, request, params: await context.params })
    } catch (error) {
      logRefusal(error, { door, permission })
      return answerError(error)
    }
  }
}

/** Who knocked where they may not, or too often: the rule and the right, nothing of what was sent. */
export function logRefusal(error: unknown, where: { door: string; permission: string }): void {
  const refused = error instanceof Forbidden || error instanceof RateLimited || error instanceof Invalid
  if (refused) log.warn('request refused', { rule: error.code, ...where })
}

/**
 * A change must come from a page of ours, and from one that was drawn for the workspace that this session is in now:
 * somebody who moved to another one in a second tab must not write the first tab's form into it.
 */
function refuseForeignPage(request: Request, { workspaceSlug }: Member): void {
  if (!isSameOrigin(request)) throw new Forbidden(FOREIGN_PAGE)
  const drawnFor = request.headers.get(WORKSPACE_HEADER)
  if (drawnFor === workspaceSlug) return
  // Only browsers send this one; a client that is none has no tabs.
  if (drawnFor !== null || request.headers.has('sec-fetch-site')) throw new Conflict(OTHER_WORKSPACE)
}

/** The same for what is sensitive: the sign-in must be less than 10 minutes old (403, `fresh-sign-in-required`). */
export function freshRoute(
  permission: Permission,
  handle: (asked: MemberRequest) => Promise<Response>,
  door: Door = 'api',
) {
  return memberRoute(permission, handle, door, 'fresh')
}

/** Reads a JSON body of at most `maxBytes`, counted while it streams. Throws TooLarge or Invalid; nothing is kept. */
export async function readJson<T>(request: Request, schema: z.ZodType<T>, maxBytes: number): Promise<T> {
  const text = await readText(request, maxBytes)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Invalid([{ path: '', message: 'The body is not JSON.' }])
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  // Zod's own messages for unknown keys and wrong values can repeat input: only path and code are passed on.
  throw new Invalid(parsed.error.issues.slice(0, 20).map(({ path, code }) => ({ path: path.join('.'), message: code })))
}

/** Reads a query: of a name that is given twice the last one counts. Throws Invalid. */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (parsed.success) return parsed.data
  throw new Invalid(parsed.error.issues.slice(0, 20).map(({ path, code }) => ({ path: path.join('.'), message: code })))
}

/** A body that is made while it is read: nothing waits in memory, and a reader who goes away ends the making. */
export function streamBytes(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}

export function streamText(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  return streamBytes(encoded(parts))
}

async function* encoded(parts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield Buffer.from(part)
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  return (await readBytes(request, maxBytes)).toString('utf8')
}

/** The body's exact bytes, counted while they stream. Throws TooLarge; what came until then is dropped. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const declared = request.headers.get('content-length')
  if (Number(declared ?? 0) > maxBytes) throw new TooLarge(maxBytes)
  // A body with a length ends there, whatever its client sends after it: it need not be counted while it comes.
  if (declared !== null) return bounded(Buffer.from(await request.arrayBuffer()), maxBytes)
  const reader = request.body?.getReader()
  if (!reader) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > maxBytes) {
      await reader.cancel()
      throw new TooLarge(maxBytes)
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

function bounded(bytes: Buffer, maxBytes: number): Buffer {
  if (bytes.length > maxBytes) throw new TooLarge(maxBytes)
  return bytes
}

const hasToWait = (error: AppError) =>
  error instanceof RateLimited || error instanceof Unavailable || error instanceof Busy

export function answerError(error: unknown): Response {
  if (error instanceof AppError) {
    const extra = {
      ...(error instanceof Invalid ? { issues: error.issues } : {}),
      ...(error instanceof FreshSignInRequired ? { type: FRESH_SIGN_IN_REQUIRED } : {}),
      ...(error instanceof PlanLimit ? { type: PLAN_LIMIT } : {}),
    }
    const wait = hasToWait(error) ? error.retryAfterSeconds : null
    if (wait === null) return problem(error.status, error.parts, extra)
    const retryAfterSeconds = Math.ceil(wait)
    // In the body too: what is sent as an event has no headers.
    return problem(error.status, error.parts, { retryAfterSeconds }, { 'retry-after': String(retryAfterSeconds) })
  }
  // The class says where to look; the message could quote what was sent.
  log.error('request failed', { error: error instanceof Error ? error.name : typeof error })
  return problem(500, new Unavailable().parts)
}

/** problem+json of an answer that is no error of a person's: a door that says no. */
export function problem(
  status: number,
  parts: Message,
  extra: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: 'about:blank', status, title: parts.happened, ...parts, ...extra }
  return Response.json(body, {
    status,
    headers: { 'content-type': 'application/problem+json', ...NO_STORE, ...headers },
  })
}

const NO_SESSION: Message = {
  happened: 'You are not signed in, or your session has ended.',
  kept: 'Nothing was saved. What you pasted is still on your page.',
  todo: 'Sign in, then send it again.',
}

/** A workspace that waits to be erased is left alone, but for taking it away and for undoing. */
const OPEN_WHILE_LOCKED: ReadonlySet<Permission> = new Set([
  'workspace:export',
  'workspace:erase',
  'audit:export',
  'person:own',
  'account:manage',
])

/** What is of the person, whatever the workspace: not for a session that one workspace's identity provider vouches for. */
const BEYOND_WORKSPACE: ReadonlySet<Permission> = new Set(['account:manage', 'person:own'])

const BOUND = {
  happened: 'You came in through the identity provider of this workspace, which reaches nothing else of yours.',
  todo: 'Sign out and sign in with a link by e-mail for this.',
}

const LOCKED: Message = {
  happened: 'This workspace is locked and will be erased.',
  kept: 'Nothing of this request was kept.',
  todo: 'An owner can undo it until then, or export everything.',
}

const OTHER_WORKSPACE = {
  happened: 'This page belongs to another workspace than the one you are in now.',
  todo: 'Go back to its workspace in the account menu, or reload the page.',
}

const FOREIGN_PAGE = { happened: 'This request came from another site.', todo: 'Use the pages of this Lethe.' }
