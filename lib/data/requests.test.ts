import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type FakeMail, type ReceivedMail, startFakeMail } from '../../e2e/fakes/mail.ts'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, seedCast } from '../../prisma/seed.ts'
import { makeToken } from '../auth/token.ts'
import { takeDisclosure } from '../disclosures.ts'
import { openKeyRing } from '../keyring.ts'
import * as advisory from '../requests/advisory.ts'
import * as asking from '../requests/ask.ts'
import { sendRequestMails } from '../requests/deliver.ts'
import * as desk from '../requests/desk.ts'
import { filterOf, requestDesk, requestOnDesk } from '../requests/desk-page.ts'
import { exportRequests } from '../requests/export.ts'
import { STATES, WAYS } from '../requests/kinds.ts'
import { pageOwner } from '../requests/page-owner.ts'
import type { Staff } from '../staff/session.ts'
import * as data from './requests.ts'

// The queue from the form of a visitor to the answer of staff, with a mail server that keeps what it gets.

let database: TestDatabase
let cast: Cast
let owner: pg.Client
let mail: FakeMail
let [sam, ada, sec]: Staff[] = []

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
  sam = await staff('sam', 'desk')
  ada = await staff('ada', 'admin')
  sec = await staff('sec', 'security')
}, 120_000)
afterAll(async () => {
  await owner.end()
  await mail.close()
  await database.drop()
})

async function staff(name: string, role: Staff['role']): Promise<Staff> {
  const email = `${name}@operator.test`
  const { rows } = await owner.query('select id from staff.save_account($1, $2, $3)', [email, name, role])
  return { staffId: String(rows[0].id), email, name, role, sessionId: randomUUID(), createdAt: new Date() }
}

const readable = ({ raw }: ReceivedMail) => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=')
const mailsTo = (to: string) => mail.received.filter((one) => one.to.includes(to)).map(readable)
const linkIn = (text: string | undefined) => /\/requests\/([\w-]{43})\b/.exec(text ?? '')?.[1] ?? ''
const somebody = () => `r${randomUUID().slice(0, 8)}@reader.test`
const who = (email: string) => ({ email, name: 'Rita', company: '' })
const of = (staff: Staff | undefined): Staff => {
  if (!staff) throw new Error('no staff')
  return staff
}

async function settled(): Promise<void> {
  await vi.waitFor(async () => {
    await sendRequestMails()
    const { rows } = await owner.query("select 1 from request_mails where state in ('due', 'sending')")
    expect(rows).toHaveLength(0)
  }, 10_000)
}

/** Confirmed, with its id. */
async function requested(
  given: Partial<asking.Ask> & { kind: asking.Ask['kind'] },
): Promise<{ id: string; email: string; token: string }> {
  const email = somebody()
  const clauses = given.kind === 'custom_terms' ? { clauses: [] } : {}
  await asking.ask(asking.askSchema.parse({ ...who(email), text: 'Please.', ...clauses, ...given }))
  const token = linkIn(mailsTo(email).at(-1))
  await asking.confirm({ token })
  await settled()
  return { id: (await asking.open(token))?.id ?? '', email, token }
}

async function reported(email = somebody()): Promise<string> {
  return takeDisclosure({ what: 'The session stays valid after signing out.', email, name: 'Rita', about: '' })
}

const TEXT = {
  ...{ title: 'Sessions outlived signing out', summary: 'They did.', affected: 'before 1.2', fixedIn: '1.2' },
  ...{ severity: 'high' as const, credit: 'Rita', reportedOn: '2026-11-01', fixedOn: '2026-11-02' },
}
const ACCEPTED = {
  verdict: 'accepted',
  severity: 'high',
  duplicateOf: null,
  affected: 'before 1.2',
  reason: 'It does.',
} as const

describe('a request', () => {
  it('reaches staff by a button behind the link of a mail, once; looking at the link confirms nothing', async () => {
    const email = somebody()
    await asking.ask({ kind: 'baa', ...who(email), text: 'We are a clinic.' })
    const [text = ''] = mailsTo(email)
    expect(text).not.toContain('clinic')
    const token = linkIn(text)
    expect(await asking.open(token)).toMatchObject({ stage: 'wish', kind: 'baa' })
    const { rows } = await owner.query('select 1 from requests')
    expect(rows).toEqual([])
    await asking.confirm({ token })
    await expect(asking.confirm({ token })).rejects.toMatchObject({ status: 404 })
    await settled()
    expect(mailsTo(email).at(-1)).toContain('Your request has arrived')
    expect(await asking.open(token)).toMatchObject({ stage: 'request', state: 'new' })
    for (const guess of [makeToken(), '', "' or 1=1", 'x'.repeat(43)]) {
      expect(await asking.open(guess)).toBeNull()
      await expect(asking.confirm({ token: guess })).rejects.toMatchObject({ status: 404 })
    }
  })

  it('is written three times a day for one address; a fourth is answered alike and mails nobody', async () => {
    const email = somebody()
    for (let n = 0; n < 4; n++) await asking.ask({ kind: 'baa', ...who(email.toUpperCase()), text: 'x' })
    expect(mailsTo(email)).toHaveLength(3)
    await asking.drop({ token: linkIn(mailsTo(email)[0]) })
    await asking.drop({ token: makeToken() })
    expect(await asking.open(linkIn(mailsTo(email)[0]))).toBeNull()
  })

  it('that nobody confirms ends after seven days; an answered one after 24 months, with all of it', async () => {
    const email = somebody()
    await asking.ask({ kind: 'baa', ...who(email), text: 'x' }, new Date(Date.now() - 7 * 86_400_000 - 1_000))
    await expect(asking.confirm({ token: linkIn(mailsTo(email)[0]) })).rejects.toMatchObject({ status: 404 })
    const [old, young, report] = [await requested({ kind: 'baa' }), await requested({ kind: 'baa' }), await reported()]
    for (const [id, age] of [
      [old.id, '25 months'],
      [young.id, '23 months'],
      [report, '25 months'],
    ])
      await owner.query(`update requests set state = 'answered', answered_at = now() - $2::interval where id = $1`, [
        id,
        age,
      ])
    await data.expireRequests()
    const left = async (table: string, column: string) =>
      (
        await owner.query(`select ${column} as id from ${table} where ${column} = any($1)`, [
          [old.id, young.id, report],
        ])
      ).rows
    expect(await left('requests', 'id')).toEqual([{ id: young.id }])
    expect(await left('disclosures', 'id')).toEqual([])
    expect(await left('request_mails', 'request_id')).toEqual([{ id: young.id }])
    expect((await owner.query('select 1 from request_wishes where expires_at < now()')).rows).toEqual([])
  })

  it('is sealed: no word and no address of it stands in the database', async () => {
    const { id, email } = await requested({ kind: 'custom_terms', text: `Nightjar ${MARKERS.acme}` })
    await desk.note(of(sam), id, { note: 'Nightjar again' })
    await desk.write(of(sam), id, { subject: 'Hello', text: 'About your nightjar.' })
    await settled()
    for (const table of ['requests', 'request_wishes', 'request_notes', 'request_mails', 'staff_events']) {
      const { rows } = await owner.query(`select t::text as row from ${table} t`)
      const all = rows.map(({ row }) => row).join('\n')
      expect(all.toLowerCase(), table).not.toContain('nightjar')
      expect(all, table).not.toContain(email)
    }
    const shown = await requestOnDesk(of(sam), id)
    expect([shown?.asked.text, shown?.notes[0]?.text]).toEqual([`Nightjar ${MARKERS.acme}`, 'Nightjar again'])
  })

  it('takes no address that is more than one, no hidden signs, and no right that the law does not know', () => {
    const given = { kind: 'baa', ...who('a@b.test'), text: 'x' }
    for (const email of ['a@b.test\nBcc: x@y.test', 'a@b.test, c@d.test', 'A <a@b.test>', 'a@b.test\r\n\r\nhi'])
      expect(asking.askSchema.safeParse({ ...given, email }).success, email).toBe(false)
    expect(asking.askSchema.parse({ ...given, name: 'A\r\nBcc: x@y.test\u202e' }).name).toBe('A Bcc: x@y.test')
    const rights = { ...given, kind: 'data_rights' }
    expect(asking.askSchema.safeParse({ ...rights, regime: 'gdpr', right: 'opt_out' }).success).toBe(false)
    expect(asking.askSchema.safeParse({ ...rights, regime: 'ccpa', right: 'objection' }).success).toBe(false)
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        for (const schema of [
          asking.askSchema,
          desk.actSchema,
          desk.mailSchema,
          desk.triageSchema,
          advisory.draftSchema,
        ])
          schema.safeParse(anything)
        filterOf({ kind: anything, state: anything, whose: anything, overdue: anything })
      }),
    )
  })
})

describe('data rights', () => {
  it('have the dates of the law from when they were written, and the receipt confirms them', async () => {
    const { id } = await requested({ kind: 'data_rights', regime: 'ccpa', right: 'deletion' })
    const row = await data.getRequest(of(sam).staffId, id)
    expect((row.due_at.getTime() - row.received_at.getTime()) / 86_400_000).toBe(45)
    expect(row.first_answered_at).not.toBeNull()
    await expect(
      desk.act(of(sam), id, { act: 'due', day: new Date(Date.now() + 5e8).toISOString().slice(0, 10) }),
    ).rejects.toMatchObject({ status: 409 })
  })

  it('take more time once, before the first date, with the reasons told', async () => {
    const { id, email } = await requested({ kind: 'data_rights', regime: 'gdpr', right: 'access' })
    const { due_at: seenDue, received_at: receivedAt } = await data.getRequest(of(sam).staffId, id)
    const more = { act: 'extend', seenDue, reasons: 'There is much of it.' } as const
    await desk.act(of(sam), id, more)
    await settled()
    expect(mailsTo(email).at(-1)).toContain('There is much of it.')
    const { due_at } = await data.getRequest(of(sam).staffId, id)
    expect(due_at.getTime() - receivedAt.getTime()).toBeGreaterThan(88 * 86_400_000)
    await expect(desk.act(of(sam), id, { ...more, seenDue: due_at })).rejects.toMatchObject({ status: 409 })
    const late = await requested({ kind: 'data_rights', regime: 'gdpr', right: 'access' })
    await owner.query(
      "update requests set received_at = now() - interval '2 months', due_at = now() - interval '1 day' where id = $1",
      [late.id],
    )
    const passed = await data.getRequest(of(sam).staffId, late.id)
    await expect(desk.act(of(sam), late.id, { ...more, seenDue: passed.due_at })).rejects.toMatchObject({ status: 409 })
    // Nor by the database, whatever date is named.
    const forced = {
      seenDue: passed.due_at,
      dueAt: new Date(Date.now() + 86_400_000),
      mailId: randomUUID(),
      sealedMail: 'v1',
    }
    expect(await data.extend(of(sam).staffId, late.id, forced)).toBe(false)
  })
})

describe('the desk', () => {
  it('goes from state to state by the same ways as the database', async () => {
    for (const from of STATES)
      for (const to of STATES) {
        const { rows } = await owner.query('select staff.request_may($1, $2) as may', [from, to])
        expect(rows[0].may, `${from} to ${to}`).toBe(WAYS[from].includes(to))
      }
    const { id } = await requested({ kind: 'architecture_review' })
    const state = (from: data.ListedRequest['state'], to: data.ListedRequest['state']) =>
      desk.act(of(sam), id, { act: 'state', from, to })
    await expect(state('new', 'answered')).rejects.toMatchObject({ status: 409 })
    await state('new', 'in_work')
    await expect(state('new', 'in_work')).rejects.toMatchObject({ status: 409 })
    await state('in_work', 'answered')
    await state('answered', 'closed')
    await expect(state('closed', 'in_work')).rejects.toMatchObject({ status: 409 })
    const shown = await requestOnDesk(of(sam), id)
    expect(shown?.history.map(({ action }) => action)).toEqual(['received', 'mail sent', 'state', 'state', 'state'])
    expect(shown?.history.at(-1)?.by).toBe('sam')
  })

  it('filters by kind, state, whose it is, and what is overdue; the worst stands first', async () => {
    const { id } = await requested({ kind: 'custom_terms' })
    await desk.act(of(sam), id, { act: 'assign', to: of(sam).staffId })
    await owner.query("update requests set due_at = now() - interval '1 hour' where id = $1", [id])
    const ids = async (filter: object) => (await requestDesk(of(sam), filterOf(filter))).requests.map((one) => one.id)
    expect(await ids({ whose: 'mine', overdue: 'yes', kind: 'custom_terms' })).toEqual([id])
    expect((await ids({ kind: 'custom_terms' }))[0]).toBe(id)
    expect(await ids({ whose: 'nobody' })).not.toContain(id)
    expect(await ids({ kind: 'baa' })).not.toContain(id)
    expect(await ids({ kind: "' or 1=1", state: 'x', whose: ['mine', 'all'] })).toContain(id)
  })

  it('shows the others where one cannot be opened any more', async () => {
    const { id } = await requested({ kind: 'baa' })
    const { rows } = await owner.query('select sealed_request from requests where id = $1', [id])
    const lost = String(rows[0].sealed_request).replace(/^v1\.k[0-9a-f]{8}/, 'v1.k00000000')
    await owner.query('update requests set sealed_request = $2 where id = $1', [id, lost])
    const { requests } = await requestDesk(of(sam), filterOf({}))
    expect(requests.length).toBeGreaterThan(1)
    expect((await requestOnDesk(of(sam), id))?.asked.text).toContain('cannot be opened')
  })

  it('sends a mail once, with no header of the writer, and not with a place left open', async () => {
    const { id, email } = await requested({ kind: 'baa' })
    await expect(desk.write(of(sam), id, { subject: 'x', text: 'By [day].' })).rejects.toMatchObject({ status: 422 })
    const given = desk.mailSchema.parse({ subject: 'Hello\r\nBcc: x@y.test', text: 'One.\n\nTwo.' })
    await desk.write(of(sam), id, given)
    await settled()
    await Promise.all([sendRequestMails(), sendRequestMails()])
    const [, , answer = ''] = mailsTo(email)
    expect(answer).toContain('Subject: Hello Bcc: x@y.test')
    expect(answer).not.toMatch(/^Bcc:/im)
    expect(mailsTo(email)).toHaveLength(3)
    expect(mail.received.some((one) => one.to.includes('x@y.test'))).toBe(false)
  })

  it('exports what a spreadsheet does not compute, and the log knows of it', async () => {
    await requested({ kind: 'baa', text: '=HYPERLINK("https://x.test")', name: '@SUM(1)' })
    let csv = ''
    for await (const part of exportRequests(of(sam), filterOf({ state: 'all' }))) csv += part
    expect(csv).toContain(`"'=HYPERLINK(""https://x.test"")"`)
    expect(csv).toContain("'@SUM(1)")
    expect(csv).not.toMatch(/(^|,)"?[=@]/m)
    const { rows } = await owner.query("select 1 from staff_events where action = 'request.exported'")
    expect(rows.length).toBeGreaterThan(0)
  })

  it('tells the admins and who works on it of what is overdue: once a day, without its words', async () => {
    await owner.query("update requests set due_at = now() + interval '1 day', first_due_at = null")
    const { id } = await requested({ kind: 'baa', text: 'Nightjar' })
    await desk.act(of(sam), id, { act: 'assign', to: of(sam).staffId })
    await owner.query("update requests set due_at = now() - interval '1 hour' where id = $1", [id])
    const before = mailsTo('ada@operator.test').length
    expect(await Promise.all([pageOwner(), pageOwner()]).then((counts) => counts.sort())).toEqual([0, 1])
    for (const to of ['ada@operator.test', 'sam@operator.test'])
      expect(mailsTo(to).at(-1)).toContain(`/staff/requests/${id}`)
    expect(mailsTo('sec@operator.test')).toEqual([])
    expect(mailsTo('ada@operator.test').slice(before).join()).not.toMatch(/nightjar/i)
    await owner.query('update requests set paged_on = paged_on - 1 where id = $1', [id])
    expect(await pageOwner()).toBe(1)
    const { rows } = await owner.query(
      "select 1 from staff_events where action = 'request.overdue' and detail like $1",
      [`%${id}%`],
    )
    expect(rows).toHaveLength(2)
    await desk.act(of(sam), id, { act: 'state', from: 'new', to: 'refused' })
    await owner.query('update requests set paged_on = null where id = $1', [id])
    expect(await pageOwner()).toBe(0)
  })
})

describe('a report of a weakness', () => {
  it('joins the queue with a day for the first answer, unseen by the desk role', async () => {
    const email = somebody()
    const id = await reported(email)
    const row = await data.getRequest(of(sec).staffId, id)
    expect((row.first_due_at?.getTime() ?? 0) - row.received_at.getTime()).toBeCloseTo(86_400_000, -3)
    expect(await requestOnDesk(of(sam), id)).toBeNull()
    expect((await requestDesk(of(sam), filterOf({ state: 'all' }))).requests.map((one) => one.id)).not.toContain(id)
    for (const act of [
      () => desk.note(of(sam), id, { note: 'x' }),
      () => desk.act(of(sam), id, { act: 'state', from: 'new', to: 'refused' }),
      () => desk.act(of(sam), id, { act: 'assign', to: of(sam).staffId }),
      () => desk.resend(of(sam), id),
      () => desk.write(of(sam), id, { subject: 'x', text: 'x' }),
      () => desk.triage(of(sam), id, ACCEPTED),
    ])
      await expect(act()).rejects.toMatchObject({ status: 404 })
    // Their routes ask for another right; the database refuses all the same.
    await expect(advisory.saveDraft(of(sam), id, { revision: 0, text: TEXT })).rejects.toThrow()
    await expect(advisory.correct(of(sam), id, { words: 'x' })).rejects.toThrow()
    await expect(data.addNote(of(sam).staffId, id, 'v1')).rejects.toThrow()
    await expect(desk.act(of(sec), id, { act: 'assign', to: of(sam).staffId })).rejects.toMatchObject({ status: 409 })
    expect((await data.getRequest(of(sec).staffId, id)).first_answered_at).toBeNull()
    await desk.write(of(sec), id, { subject: 'Your report', text: 'Thank you.' })
    await settled()
    expect((await data.getRequest(of(sec).staffId, id)).first_answered_at).not.toBeNull()
    expect(mailsTo(email).at(-1)).toContain('Thank you.')
  })

  it('without an address has nobody to answer', async () => {
    const id = await reported('')
    expect((await data.getRequest(of(sec).staffId, id)).first_due_at).toBeNull()
    await expect(desk.write(of(sec), id, { subject: 'x', text: 'x' })).rejects.toMatchObject({ status: 409 })
  })

  it('becomes an advisory that a second person publishes, that nobody changes, and to which corrections are added', async () => {
    const [id, other] = [await reported(), await reported()]
    await expect(advisory.saveDraft(of(sec), id, { revision: 0, text: TEXT })).rejects.toMatchObject({ status: 409 })
    await desk.triage(of(sec), id, ACCEPTED)
    await advisory.saveDraft(of(sec), id, { revision: 0, text: TEXT })
    await expect(advisory.publish(of(sec), id, { revision: 1, alone: false })).rejects.toMatchObject({ status: 409 })
    await advisory.saveDraft(of(sec), id, { revision: 1, text: { ...TEXT, title: 'Another' } })
    await expect(advisory.publish(of(ada), id, { revision: 1, alone: false })).rejects.toMatchObject({ status: 409 })
    expect(await advisory.publishedAdvisories()).toEqual([])
    const { rows: drafts } = await owner.query('select a::text as row from advisories a')
    expect(drafts[0].row).not.toContain('Another')
    const number = await advisory.publish(of(ada), id, { revision: 2, alone: false })
    expect(number).toMatch(/^LETHE-20\d\d-001$/)
    await expect(advisory.publish(of(ada), id, { revision: 2, alone: true })).rejects.toMatchObject({ status: 409 })
    await expect(advisory.saveDraft(of(ada), id, { revision: 2, text: TEXT })).rejects.toMatchObject({ status: 409 })
    await advisory.correct(of(ada), id, { words: 'Also 1.0.' })
    expect(await advisory.publishedAdvisories()).toMatchObject([
      { number, title: 'Another', severity: 'high', corrections: [{ words: 'Also 1.0.' }] },
    ])
    for (const sql of [
      `update advisories set content = '{}'`,
      `update advisories set published_at = now()`,
      'delete from advisories',
      'truncate advisories cascade',
      `update advisory_corrections set words = 'x'`,
      'delete from advisory_corrections',
    ])
      await expect(owner.query(sql), sql).rejects.toThrow(/not changed/)
    await desk.triage(of(sec), other, { ...ACCEPTED, severity: 'critical' })
    await advisory.saveDraft(of(sec), other, { revision: 0, text: TEXT })
    expect(await advisory.publish(of(sec), other, { revision: 1, alone: true })).toMatch(/-002$/)
    const { rows } = await owner.query(
      "select detail from staff_events where action = 'request.advisory_published' order by seq",
    )
    expect(rows.map(({ detail }) => JSON.parse(detail).detail.reviewed)).toEqual([true, false])
    // The report ends by the clock; what was published stays.
    await owner.query('delete from disclosures where id = $1', [id])
    expect(await advisory.publishedAdvisories()).toHaveLength(2)
  })

  it('is triaged by rules: a severity for what is accepted, another report for a duplicate', async () => {
    const [id, first] = [await reported(), await reported()]
    for (const wrong of [{ severity: null }, { verdict: 'invalid' as const }, { duplicateOf: first }])
      await expect(desk.triage(of(sec), id, { ...ACCEPTED, ...wrong })).rejects.toMatchObject({ status: 422 })
    const duplicate = { ...ACCEPTED, verdict: 'duplicate', severity: null } as const
    await desk.triage(of(sec), id, { ...duplicate, duplicateOf: first })
    for (const wrong of [id, randomUUID()])
      await expect(desk.triage(of(sec), id, { ...duplicate, duplicateOf: wrong })).rejects.toMatchObject({
        status: 409,
      })
    await expect(desk.triage(of(sec), (await requested({ kind: 'baa' })).id, ACCEPTED)).rejects.toMatchObject({
      status: 409,
    })
  })
})

describe('who is not on staff', () => {
  it('gets nothing, by any function and any id', async () => {
    const { id } = await requested({ kind: 'baa' })
    for (const stranger of [cast.alice.id, randomUUID()]) {
      const filter = filterOf({ state: 'all' })
      await expect(data.listRequests(stranger, filter, 10)).rejects.toThrow()
      await expect(data.getRequest(stranger, id)).rejects.toThrow()
      await expect(data.changeState(stranger, id, 'new', 'refused')).rejects.toThrow()
      await expect(data.addNote(stranger, id, 'v1')).rejects.toThrow()
      await expect(data.writeMail(stranger, id, randomUUID(), 'v1')).rejects.toThrow()
    }
    for (const nonsense of ["1' or '1'='1", '', randomUUID()])
      await expect(data.getRequest(of(ada).staffId, nonsense)).rejects.toMatchObject({ status: 404 })
  })

  it('reads none of the tables by the roles that serve', async () => {
    for (const url of [database.appUrl, database.doorUrl, database.staffUrl]) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      for (const table of [
        'requests',
        'request_wishes',
        'request_notes',
        'request_mails',
        'advisories',
        'advisory_corrections',
      ])
        await expect(client.query(`select * from ${table}`), table).rejects.toThrow(/permission denied/)
      await client.end()
    }
  })
})
