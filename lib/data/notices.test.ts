import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeMail, type ReceivedMail, startFakeMail } from '../../e2e/fakes/mail.ts'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, seedCast } from '../../prisma/seed.ts'
import { sha256 } from '../agreements/record.ts'
import { hashToken, makeToken } from '../auth/token.ts'
import { openKeyRing } from '../keyring.ts'
import { sendNoticeMails } from '../notices/deliver.ts'
import * as desk from '../notices/desk.ts'
import { object } from '../notices/object.ts'
import { leadToPage, unsubscribeOneClick } from '../notices/one-click.ts'
import { openNoticeLink } from '../notices/open.ts'
import * as subscribing from '../notices/subscribe.ts'
import type { Staff } from '../staff/session.ts'
import * as data from './notices.ts'

// Notices from the wish of a reader to the objection of a signer, with a mail server that keeps what it gets.

let database: TestDatabase
let cast: Cast
let owner: pg.Client
let mail: FakeMail
let sam: Staff

beforeAll(async () => {
  database = await createTestDatabase()
  mail = await startFakeMail()
  for (const [name, value] of [
    ['LETHE_HOME', database.home],
    ['DATABASE_APP_URL', database.appUrl],
    ['DATABASE_DOOR_URL', database.doorUrl],
    ['DATABASE_STAFF_URL', database.staffUrl],
    ['NEXTAUTH_URL', 'https://lethe.example'],
    ['SMTP_URL', mail.url],
  ] as const)
    vi.stubEnv(name, value)
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query("select id from staff.save_account('sam@operator.test', 'Sam', 'desk')")
  const account = { staffId: String(rows[0].id), email: 'sam@operator.test', name: 'Sam', role: 'desk' as const }
  sam = { ...account, sessionId: randomUUID(), createdAt: new Date() }
}, 120_000)
beforeEach(async () => {
  // What an earlier test left to send is not this one's.
  await settled()
})
afterAll(async () => {
  await owner.end()
  await mail.close()
  await database.drop()
})

/** Sends what is due; some of it may be under way already. */
async function settled(): Promise<void> {
  await vi.waitFor(async () => {
    await sendNoticeMails()
    const { rows } = await owner.query(
      "select 1 from notice_deliveries where state in ('due', 'sending') and due_at <= now()",
    )
    expect(rows).toHaveLength(0)
  }, 10_000)
}

/** Quoted-printable breaks long lines, addresses too. */
const readable = ({ raw }: ReceivedMail) => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=')
const mailsTo = (to: string) => mail.received.filter((one) => one.to.includes(to)).map(readable)
const linkIn = (text: string | undefined) => /\/notices\/([\w-]{43})\b/.exec(text ?? '')?.[1] ?? ''
const somebody = () => `r${randomUUID().slice(0, 8)}@reader.test`

async function subscribed(topics: ('subprocessors' | 'security')[]): Promise<{ email: string; token: string }> {
  const email = somebody()
  await subscribing.request({ email, topics })
  const token = linkIn(mailsTo(email).at(-1))
  await subscribing.confirm({ token })
  return { email, token }
}

/** A signed agreement, made by writing its row. */
async function signer(textSha256 = sha256('an older text')): Promise<string> {
  const email = `s${randomUUID().slice(0, 8)}@globex.test`
  await owner.query(
    `insert into agreements (id, kind, version, token_hash, email, party, document, document_sha256, expires_at, signed_at,
       fields, seal, anchor_seq, document_pdf)
     values (gen_random_uuid(), 'dpa', '0.9.0', $1, $2, $3, '{}', $4, now(), now(), $5, $4, 1, 'x')`,
    [hashToken(makeToken()), email, { company: 'Globex', signerName: 'Zoe' }, sha256(email), { textSha256 }],
  )
  return email
}

const FIRM = { name: 'Hostway', purpose: 'Hosting', data: 'All', region: 'Ireland', when: 'At once' }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const words = { subject: 'A new firm', words: 'We move.', effectiveOn: inDays(40), planned: [FIRM] }

async function announced(name = `Firm ${randomUUID().slice(0, 8)}`): Promise<string> {
  const id = await desk.draft(sam, { topic: 'subprocessors', ...words, planned: [{ ...FIRM, name }] })
  await desk.send(sam, id, { revision: 1 })
  await settled()
  return id
}

const oneClick = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('https://lethe.example/x', { method: 'POST', body, headers })
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const subscriberRows = async (email: string) =>
  (await owner.query('select 1 from subscribers where email = $1', [email])).rows.length

describe('a subscription', () => {
  it('begins with a button behind the link of a mail, once, and looking at the link begins nothing', async () => {
    const email = somebody()
    await subscribing.request({ email: email.toUpperCase(), topics: ['security'] })
    const token = linkIn(mailsTo(email)[0])
    expect(await openNoticeLink(token)).toMatchObject({ kind: 'request', email, topics: ['security'] })
    expect(await subscriberRows(email)).toBe(0)
    await subscribing.confirm({ token })
    await expect(subscribing.confirm({ token })).rejects.toMatchObject({ status: 404 })
    expect(await openNoticeLink(token)).toMatchObject({ kind: 'subscriber', email })
    await subscribing.changeTopics({ token, topics: ['product'] })
    expect(await openNoticeLink(token)).toMatchObject({ topics: ['product'] })
    for (const guess of [makeToken(), '', "' or 1=1", 'x'.repeat(43)]) expect(await openNoticeLink(guess)).toBeNull()
  })

  it('is asked for three times a day for one address; a fourth is answered alike and mails nobody', async () => {
    const email = somebody()
    for (let n = 0; n < 4; n++) await subscribing.request({ email, topics: ['security'] })
    expect(mailsTo(email)).toHaveLength(3)
  })

  it('that nobody confirmed is gone after seven days', async () => {
    const email = somebody()
    await subscribing.request({ email, topics: ['security'] }, new Date(Date.now() - 7 * 86_400_000 - 1_000))
    await expect(subscribing.confirm({ token: linkIn(mailsTo(email)[0]) })).rejects.toMatchObject({ status: 404 })
    await import('./subscribers.ts').then(({ expireSubscriptions }) => expireSubscriptions())
    const { rows } = await owner.query('select 1 from subscriber_requests where email = $1', [email])
    expect(rows).toEqual([])
  })

  it('takes no address that is more than one', () => {
    for (const email of ['a@b.test\nBcc: x@y.test', 'a@b.test, c@d.test', 'A <a@b.test>', 'a@b.test\r\n\r\nhi'])
      expect(subscribing.requestSchema.safeParse({ email, topics: ['security'] }).success, email).toBe(false)
    expect(subscribing.requestSchema.safeParse({ email: 'a@b.test', topics: [] }).success).toBe(false)
  })
})

describe('a mail to a subscriber', () => {
  it('has the headers of RFC 8058; a POST without cookies ends it at once, in both encodings; a GET does not', async () => {
    for (const encoding of ['urlencoded', 'multipart'] as const) {
      const { email } = await subscribed(['subprocessors'])
      await announced()
      const [, notice = ''] = mailsTo(email)
      const [, url = '', token = ''] =
        /^List-Unsubscribe: <(https:\/\/lethe\.example\/api\/notices\/unsubscribe\/([\w-]{43}))>\r$/m.exec(notice) ?? []
      expect(notice).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
      const looked = await leadToPage(new Request(url), token)
      expect([looked.status, looked.headers.get('location')]).toEqual([303, `/notices/${token}`])
      expect((await unsubscribeOneClick(oneClick('x=y', FORM), token)).status).toBe(422)
      expect(await subscriberRows(email)).toBe(1)
      const form = new FormData()
      form.set('List-Unsubscribe', 'One-Click')
      const asked = () => (encoding === 'multipart' ? oneClick(form) : oneClick('List-Unsubscribe=One-Click', FORM))
      expect((await unsubscribeOneClick(asked(), token)).status).toBe(200)
      expect(await subscriberRows(email)).toBe(0)
      // Twice, and with a guess: the same answer.
      expect((await unsubscribeOneClick(asked(), token)).status).toBe(200)
      expect((await unsubscribeOneClick(asked(), makeToken())).status).toBe(200)
      await announced()
      expect(mailsTo(email)).toHaveLength(2)
    }
  })

  it('like every mail here is plain text, holds no picture and no address but ours', async () => {
    await subscribed(['subprocessors'])
    await signer()
    await announced()
    expect(mail.received.length).toBeGreaterThan(3)
    for (const text of mail.received.map(readable)) {
      expect(text).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m)
      expect(text).not.toMatch(/text\/html|multipart|<img|cid:|src=/i)
      for (const [address] of text.matchAll(/\bhttps?:\/\/[^\s>]+/g))
        expect(address).toMatch(/^https:\/\/lethe\.example\b/)
    }
  })
})

describe('a notice', () => {
  it('is refused with a day that is too near, by the desk and by the database', async () => {
    const near = { topic: 'subprocessors' as const, ...words, effectiveOn: inDays(29) }
    await expect(desk.draft(sam, near)).rejects.toMatchObject({ status: 422 })
    const id = await desk.draft(sam, { ...near, effectiveOn: inDays(40) })
    await owner.query('update notices set effective_on = $2 where id = $1', [id, inDays(20)])
    await expect(desk.send(sam, id, { revision: 1 })).rejects.toMatchObject({ status: 409 })
    expect(await data.sendNotice(sam.staffId, id, 1)).toBeNull()
    await data.discardNotice(sam.staffId, id)
  })

  it('goes once to each reader, however often it is sent and however many processes send, and is not changed afterwards', async () => {
    const [reader, other] = [await subscribed(['subprocessors']), await subscribed(['security'])]
    const zoe = await signer()
    const id = await desk.draft(sam, { topic: 'subprocessors', ...words, planned: [{ ...FIRM, name: 'Once' }] })
    await expect(desk.send(sam, id, { revision: 2 })).rejects.toMatchObject({ status: 409 })
    const sends = await Promise.allSettled([1, 2, 3].map(() => desk.send(sam, id, { revision: 1 })))
    expect(sends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await Promise.all([sendNoticeMails(), sendNoticeMails(), sendNoticeMails()])
    await settled()
    const got = (to: string) => mailsTo(to).filter((text) => text.includes('New: Once.'))
    expect([got(reader.email), got(zoe), got(other.email)].map(({ length }) => length)).toEqual([1, 1, 0])
    // A signer's is a notice under the agreement: it says so, and has no header that would end it.
    expect(got(zoe)[0]).not.toContain('List-Unsubscribe')
    expect(got(zoe)[0]?.replace(/\s+/g, ' ')).toContain('it cannot be unsubscribed from')
    for (const sql of [`update notices set words = 'x' where id = '${id}'`, `delete from notices where id = '${id}'`])
      await expect(owner.query(sql)).rejects.toMatchObject({ code: '42501' })
  })

  it('that the mail server refuses is tried later; one whose process ended is not sent again by itself', async () => {
    const { email } = await subscribed(['subprocessors'])
    const id = await desk.draft(sam, { topic: 'subprocessors', ...words, planned: [{ ...FIRM, name: 'Later' }] })
    await data.sendNotice(sam.staffId, id, 1)
    const claimed: data.NoticeMail[] = []
    for (let one = await data.claimNoticeMail(hashToken(makeToken())); one; ) {
      claimed.push(one)
      one = await data.claimNoticeMail(hashToken(makeToken()))
    }
    const hers = claimed.find(({ to }) => to === email)
    if (!hers) throw new Error('her mail was not handed out')
    expect(await data.finishNoticeMail(hers, new Date(Date.now() - 1_000))).toBe(true)
    expect(await data.finishNoticeMail(hers, 'sent')).toBe(false)
    await owner.query("update notice_deliveries set claimed_at = now() - interval '11 minutes' where state = 'sending'")
    await sendNoticeMails()
    expect(mailsTo(email)).toHaveLength(2)
    const { states } = await data.getNotice(sam.staffId, id)
    expect(states).toEqual({ sent: 1, ...(claimed.length > 1 && { unknown: claimed.length - 1 }) })
  })

  it('of a text goes to those who signed another, and what they signed stays', async () => {
    const { sha256: today } = await import('../agreements/current-text.ts').then(({ currentText }) => currentText())
    const [old, current] = [await signer(), await signer(today)]
    const id = await desk.draft(sam, { topic: 'dpa', ...words, subject: 'A new text', planned: [] })
    await desk.send(sam, id, { revision: 1 })
    await settled()
    expect([mailsTo(old), mailsTo(current)].map(({ length }) => length)).toEqual([1, 0])
    const { rows } = await owner.query('select version, superseded_at from agreements where email = $1', [old])
    expect(rows).toEqual([{ version: '0.9.0', superseded_at: null }])
  })
})

describe('an objection', () => {
  it('is recorded once with the link of the mail, acknowledged, answered once, and changed by nobody', async () => {
    const zoe = await signer()
    await announced()
    const token = linkIn(mailsTo(zoe)[0])
    expect(await openNoticeLink(token)).toMatchObject({ kind: 'signer', email: zoe, open: true, objection: null })
    await object({ token, reason: 'They are no processor of ours.' })
    await expect(object({ token, reason: 'again' })).rejects.toMatchObject({ status: 409 })
    await expect(object({ token: makeToken(), reason: 'x' })).rejects.toMatchObject({ status: 404 })
    await settled()
    expect(mailsTo(zoe)[1]).toContain('Subject: Your objection has arrived')
    const found = (await data.listObjections(sam.staffId)).find(({ email }) => email === zoe)
    expect(found).toMatchObject({ company: 'Globex', reason: 'They are no processor of ours.', answer: null })
    await desk.answer(sam, found?.id ?? '', { answer: 'We keep you where you are.' })
    await expect(desk.answer(sam, found?.id ?? '', { answer: 'Or not.' })).rejects.toMatchObject({ status: 404 })
    await settled()
    expect(mailsTo(zoe)[2]).toContain('We keep you where you are.')
    for (const sql of ["update objections set reason = 'x'", 'delete from objections', 'truncate objections'])
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '42501' })
  })

  it('after the day is refused with what to do; a subscriber has none to make', async () => {
    const [zoe, reader] = [await signer(), await subscribed(['subprocessors'])]
    const id = await announced()
    // Time passes: the trigger keeps even the owner from doing this, so it is taken off for the moment.
    await owner.query('alter table notices disable trigger sent_stays')
    await owner.query('update notices set effective_on = current_date where id = $1', [id])
    await owner.query('alter table notices enable trigger sent_stays')
    const late = object({ token: linkIn(mailsTo(zoe)[0]), reason: 'Too late' })
    await expect(late).rejects.toMatchObject({ status: 409, parts: { todo: expect.stringContaining('rights') } })
    await expect(object({ token: linkIn(mailsTo(reader.email)[1]), reason: 'x' })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('the desk', () => {
  it('is closed to people, closed accounts and nobody, and tells no address of a subscriber', async () => {
    const { email } = await subscribed(['subprocessors'])
    await announced()
    const seen = JSON.stringify([
      ...[await data.listNotices(sam.staffId), await data.listObjections(sam.staffId), await desk.standing(sam)],
    ])
    for (const hidden of [email, MARKERS.acme, MARKERS.other, 'alice@acme.test']) expect(seen).not.toContain(hidden)
    for (const nobody of [cast.alice.id, randomUUID()]) {
      await expect(data.listNotices(nobody)).rejects.toThrow()
      await expect(data.listObjections(nobody)).rejects.toThrow()
      await expect(data.sendNotice(nobody, randomUUID(), 1)).rejects.toThrow()
      await expect(data.answerObjection(nobody, randomUUID(), 'x')).rejects.toThrow()
    }
  })
})
