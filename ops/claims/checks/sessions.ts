import { createHash } from 'node:crypto'
import { openSession } from '../../../e2e/cast.ts'
import { fill, listRoutes } from '../../../e2e/route-list.ts'
import {
  DEVICE_COOKIE,
  LINK_MAX_AGE_SECONDS,
  SESSION_COOKIE,
  SESSION_MAX_AGE_SECONDS,
} from '../../../lib/auth/cookies.ts'
import { hashToken, linkTokenHash, makeToken } from '../../../lib/auth/token.ts'
import { deleteSession, findSession, IDLE_TIMEOUT_SECONDS } from '../../../lib/data/sessions.ts'
import { consumeSignInLink, createSignInLink } from '../../../lib/data/sign-in-links.ts'
import { type Check, check, judgeEach, withFirst } from '../check.ts'
import { type Held, judgeHeld, oneBroken } from '../held.ts'
import type { World } from '../world.ts'

// Who somebody is, and how a session begins, is bound and ends.

async function opened(world: World) {
  const { addresses } = await world.stack()
  const { session, device } = await openSession('alice', addresses)
  const credential = { tokenHash: hashToken(session), deviceHash: hashToken(device) }
  const get = (cookie: string, path = '/api/sessions') => fetch(addresses.url + path, { headers: { cookie } })
  return { session, device, credential, get, cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}` }
}

export const sessionsChecks: Record<string, Check> = {
  'sessions.cookies': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const token = makeToken()
      const { completeEnv, parseEnv } = await import('../../../lib/env.ts')
      const { nextAuthSecret } = completeEnv({
        ...parseEnv({ LETHE_HOME: addresses.home }),
        databaseUrl: addresses.adminUrl,
      })
      const identifier = 'bob@acme.test'
      await createSignInLink({
        tokenHash: linkTokenHash(token, nextAuthSecret),
        identifier,
        browserHash: null,
        expiresAt: new Date(Date.now() + 60_000),
      })
      const query = new URLSearchParams({ token, email: identifier, callbackUrl: `${addresses.url}/analyze` })
      // As the button of the confirm page sends it: a GET uses nothing up.
      const answer = await fetch(`${addresses.url}/api/auth/callback/email?${query}`, {
        method: 'POST',
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
        redirect: 'manual',
      })
      return answer.headers.getSetCookie().filter((cookie) => !/max-age=0/i.test(cookie))
    },
    judge: (cookies) => {
      const names = cookies.map((cookie) => cookie.split('=')[0])
      const judged = judgeEach(
        cookies,
        (cookie) =>
          !(
            /^__Host-/.test(cookie) &&
            /; HttpOnly/i.test(cookie) &&
            /; Secure/i.test(cookie) &&
            /; SameSite=(Lax|Strict)/i.test(cookie)
          ) && 'A cookie lacks one of its guards.',
      )
      return names.includes(SESSION_COOKIE) ? judged : { ...judged, faults: ['Signing in set no session cookie.'] }
    },
    spoil: (cookies) => withFirst(cookies, (cookie) => cookie.replace(/; HttpOnly/i, '')),
  }),
  'sessions.hashed': check({
    read: async (world) => {
      const { session, device } = await opened(world)
      const rows = await world.query<{ row: string }>('select to_jsonb(s)::text as row from sessions s')
      return { secrets: [session, device], rows: rows.map(({ row }) => row) }
    },
    judge: ({ secrets, rows }) =>
      judgeEach(
        rows,
        (row) => secrets.some((secret) => row.includes(secret)) && 'A token stands in the table as it is.',
      ),
    spoil: ({ secrets, rows }) => ({ secrets, rows: withFirst(rows, (row) => row + secrets[0]) }),
  }),
  'sessions.bound': check({
    read: async (world) => {
      const { session, get, cookie } = await opened(world)
      const before = (await get(cookie)).status
      const stolen = (await get(`${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${makeToken()}`)).status
      const alone = (await get(`${SESSION_COOKIE}=${session}`)).status
      return [
        { name: 'A session was refused in its own browser.', held: before === 200 },
        { name: 'A session was taken from another browser.', held: stolen === 401 },
        { name: 'A session was taken without its browser.', held: alone === 401 },
      ]
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'sessions.expiry': check({
    read: async (world) => {
      const results: Held[] = []
      // The end that is absolute comes never before the other: the database sees to it.
      const past = "now() - interval '1 second'"
      const ends = [`idle_expires_at = ${past}`, `idle_expires_at = ${past}, absolute_expires_at = ${past}`]
      for (const end of ends) {
        const { credential } = await opened(world)
        const before = await findSession(credential)
        await world.query(`update sessions set ${end} where token_hash = $1`, [credential.tokenHash])
        const after = await findSession(credential)
        results.push({ name: 'A session outlived its end.', held: before !== null && after === null })
      }
      return results
    },
    judge: (items) => ({
      ...judgeHeld(items),
      figures: { idleHours: IDLE_TIMEOUT_SECONDS / 3_600, days: SESSION_MAX_AGE_SECONDS / 86_400 },
    }),
    spoil: oneBroken,
  }),
  'sessions.end': check({
    read: async (world) => {
      const { credential, get, cookie } = await opened(world)
      const before = (await get(cookie)).status
      await deleteSession(credential.tokenHash)
      const rows = await world.query('select 1 from sessions where token_hash = $1', [credential.tokenHash])
      return [
        { name: 'The session did not work before.', held: before === 200 },
        { name: 'The row is still there.', held: rows.length === 0 },
        { name: 'The cookie still opens pages.', held: (await get(cookie)).status === 401 },
      ]
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'sessions.listed': check({
    read: async (world) => {
      const one = await opened(world)
      const two = await opened(world)
      const { addresses } = await world.stack()
      const text = await (await one.get(one.cookie)).text()
      const ended = await fetch(`${addresses.url}/api/sessions`, {
        method: 'DELETE',
        headers: { cookie: one.cookie, 'sec-fetch-site': 'same-origin', 'x-lethe-workspace': 'acme' },
      })
      return [
        { name: 'The list of sessions is empty.', held: text.includes('Chrome on Linux') },
        { name: 'The list shows a token.', held: !text.includes(one.session) },
        {
          name: 'The other sessions could not be ended.',
          held: ended.ok && (await two.get(two.cookie)).status === 401,
        },
        { name: 'One’s own session ended too.', held: (await one.get(one.cookie)).status === 200 },
      ]
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'sessions.link-once': check({
    read: async () => {
      const link = {
        tokenHash: createHash('sha256').update(makeToken()).digest('hex'),
        identifier: 'alice@acme.test',
        browserHash: hashToken(makeToken()),
      }
      await createSignInLink({ ...link, expiresAt: new Date(Date.now() + 60_000) })
      const foreign = await consumeSignInLink({ ...link, browserHash: hashToken(makeToken()) })
      const [first, again] = [await consumeSignInLink(link), await consumeSignInLink(link)]
      const old = { ...link, tokenHash: createHash('sha256').update(makeToken()).digest('hex') }
      await createSignInLink({ ...old, expiresAt: new Date(Date.now() - 1_000) })
      return [
        { name: 'A link worked in another browser.', held: foreign === null },
        { name: 'A link did not work.', held: first !== null },
        { name: 'A link worked twice.', held: again === null },
        { name: 'A link worked after its end.', held: (await consumeSignInLink(old)) === null },
      ]
    },
    judge: (items) => ({ ...judgeHeld(items), figures: { minutes: LINK_MAX_AGE_SECONDS / 60 } }),
    spoil: oneBroken,
  }),
  'sessions.no-passwords': check({
    read: (world) =>
      world.query<{ name: string }>(
        "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
      ),
    judge: (columns) =>
      judgeEach(columns, ({ name }) => /passw|passphrase/i.test(name) && `${name} could hold a password.`),
    spoil: (columns) => withFirst(columns, () => ({ name: 'users.password_hash' })),
  }),
  'sessions.foreign-pages': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const { cookie } = await opened(world)
      const asks = listRoutes().filter(({ audience, kind }) => audience === 'member' && kind === 'api')
      const nowhere = '00000000-0000-4000-8000-000000000000'
      return Promise.all(
        asks.flatMap((route) =>
          route.methods
            .filter((method) => method !== 'GET')
            .map(async (method) => {
              const answer = await fetch(addresses.url + fill(route, nowhere), {
                method,
                headers: { cookie, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
                ...(method === 'DELETE' ? {} : { body: '{}' }),
              })
              return { name: `${method} ${route.path} took a request from another site.`, held: answer.status === 403 }
            }),
        ),
      )
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'sessions.fresh': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const ask = async (minutesAgo: number) => {
        const { session, device } = await openSession('alice', addresses, minutesAgo)
        const answer = await fetch(`${addresses.url}/api/export`, {
          headers: { cookie: `${SESSION_COOKIE}=${session}; ${DEVICE_COOKIE}=${device}` },
        })
        await answer.body?.cancel()
        return answer.status
      }
      return [
        { name: 'A fresh sign-in was refused.', held: (await ask(0)) === 200 },
        { name: 'An old sign-in could take everything away.', held: (await ask(20)) === 403 },
      ]
    },
    judge: (items) => ({ ...judgeHeld(items), figures: { minutes: 10 } }),
    spoil: oneBroken,
  }),
}
