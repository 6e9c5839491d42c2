import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeSlackApp, startFakeSlackApp } from '../e2e/fakes/slack-app.ts'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedPeople } from '../prisma/seed.ts'
import { testChannel } from './channels.ts'
import { deleteChannel, getChannelAddress, listChannels } from './data/channels.ts'
import { beginInstall, finishInstall } from './slack-install.ts'

// "Add to Slack" against an app at the network that is as strict as Slack's: a code is good once, for one return address.

let database: TestDatabase
let cast: Cast
let slack: FakeSlackApp

beforeAll(async () => {
  slack = await startFakeSlackApp()
  database = await createTestDatabase()
  for (const [name, value] of Object.entries({
    LETHE_HOME: database.home,
    DATABASE_APP_URL: database.appUrl,
    DATABASE_DOOR_URL: database.doorUrl,
    LETHE_URL: 'https://lethe.example',
    ...slack.env,
  }))
    vi.stubEnv(name, value)
  cast = await seedPeople()
}, 60_000)
afterAll(async () => {
  await slack.close()
  await database.drop()
  vi.unstubAllEnvs()
})
beforeEach(async () => {
  for (const tenant of [cast.acme, cast.other])
    for (const { id } of await listChannels(tenant)) await deleteChannel(tenant, id)
})

const alice = () => ({ userId: cast.alice.id, sessionId: 'a5a5', tenant: cast.acme })
const allowed = async (url: string) => (await slack.allow(url)).searchParams

describe('Add to Slack', () => {
  it('makes a channel of the one that was picked, with the token sealed, and it can post there', async () => {
    const { url, ticket } = beginInstall(alice())
    const asked = new URL(url)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      scope: 'chat:write,chat:write.public,incoming-webhook',
      redirect_uri: 'https://lethe.example/api/channels/slack/return',
    })
    expect(await finishInstall(alice(), await allowed(url), ticket)).toBe('added')
    const [made] = await listChannels(cast.acme)
    expect(made).toMatchObject({ kind: 'slack_bot', name: '#incidents, Acme' })
    const { sealedAddress } = await getChannelAddress(cast.acme, made?.id ?? '')
    expect(sealedAddress).toMatch(/^v1\./)
    expect(sealedAddress).not.toContain(slack.token)
    expect(await testChannel(cast.acme, cast.alice.id, made?.id ?? '')).toMatchObject({ outcome: 'delivered' })
    expect(slack.posted.at(-1)).toMatchObject({ channel: 'C0PICKED', authorization: `Bearer ${slack.token}` })
  })

  it('is for the session, the workspace and the browser that began it, and for ten minutes', async () => {
    const { url, ticket } = beginInstall(alice())
    const answer = await allowed(url)
    const before = slack.exchanges
    expect(await finishInstall({ ...alice(), sessionId: 'b6b6' }, answer, ticket)).toBe('elsewhere')
    expect(await finishInstall({ ...alice(), tenant: cast.other }, answer, ticket)).toBe('elsewhere')
    expect(await finishInstall(alice(), answer, beginInstall(alice()).ticket)).toBe('elsewhere')
    expect(await finishInstall(alice(), answer, '')).toBe('expired')
    const state = answer.get('state') ?? ''
    for (const changed of ['', 'x', state.replace(/^\d+/, '9999999999'), state.slice(0, -1)])
      expect(await finishInstall(alice(), new URLSearchParams({ code: 'c', state: changed }), ticket)).not.toBe('added')
    vi.useFakeTimers({ now: Date.now() + 601_000, toFake: ['Date'] })
    expect(await finishInstall(alice(), answer, ticket)).toBe('expired')
    vi.useRealTimers()
    expect(slack.exchanges).toBe(before)
    expect([...(await listChannels(cast.acme)), ...(await listChannels(cast.other))]).toEqual([])
  })

  it('adds nothing where Slack says no, a code comes twice, no channel was picked, or its tokens rotate', async () => {
    const begun = beginInstall(alice())
    const refused = (await slack.refuse(begun.url)).searchParams
    expect(await finishInstall(alice(), refused, begun.ticket)).toBe('denied')
    const twice = await allowed(begun.url)
    expect(await finishInstall(alice(), twice, begun.ticket)).toBe('added')
    expect(await finishInstall(alice(), twice, begun.ticket)).toBe('failed')
    for (const [change, word] of [
      [{ incoming_webhook: undefined }, 'no_channel'],
      [{ incoming_webhook: { channel: 'directmessage', channel_id: 'U0PERSON' } }, 'no_channel'],
      [{ refresh_token: 'r' }, 'rotating'],
      [{ ok: false, error: 'bad_client_secret' }, 'failed'],
    ] as const) {
      slack.answerNext(change)
      expect(await finishInstall(alice(), await allowed(begun.url), begun.ticket)).toBe(word)
    }
    expect(await listChannels(cast.acme)).toHaveLength(1)
  })
})
