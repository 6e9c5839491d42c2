import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, MARKERS, seedCast } from '../../prisma/seed.ts'
import { openKeyRing } from '../keyring.ts'
import { sampleCsv, sampleXlsx } from '../questionnaires/cases/sample-files.ts'
import { readWorkbook } from '../questionnaires/workbook.ts'
import * as desk from '../staff/questionnaires.ts'
import type { Staff } from '../staff/session.ts'
import * as data from './questionnaires.ts'

// The questionnaire desk on a database: who reaches it, what is kept, what goes out.

let database: TestDatabase
let cast: Cast
let owner: pg.Client
let sam: Staff
let gone: Staff

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  vi.stubEnv('DATABASE_STAFF_URL', database.staffUrl)
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  sam = await account('sam@operator.test')
  gone = await account('gone@operator.test')
  await owner.query("select * from staff.close_account('gone@operator.test')")
}, 120_000)
afterAll(async () => {
  await owner.end()
  await database.drop()
})

async function account(email: string): Promise<Staff> {
  const { rows } = await owner.query("select id from staff.save_account($1, 'Sam', 'desk')", [email])
  return {
    staffId: String(rows[0].id),
    email,
    name: 'Sam',
    role: 'desk',
    sessionId: randomUUID(),
    createdAt: new Date(),
  }
}

const taken = async (bytes: Uint8Array, fileName: string) =>
  desk.upload(sam, { asker: 'Buyer\r\nBcc: x@y.test', dueAt: '', fileName, bytes })

const shown = async (id: string) =>
  (await data.listQuestions(sam.staffId, id)).map(({ id: question, digest }) => ({ id: question, digest }))

describe('a questionnaire', () => {
  it('of 283 rows comes in sealed, is answered from the claims, approved, and goes out as the same file', async () => {
    const id = await taken(await sampleXlsx(283), '../../their list.xlsx')
    const questionnaire = await data.getQuestionnaire(sam.staffId, id)
    expect(questionnaire).toMatchObject({
      asker: 'Buyer Bcc: x@y.test',
      fileName: 'their list.xlsx',
      questions: 283,
      approved: 0,
    })
    const [question] = await desk.openQuestions(sam, id)
    expect(question).toMatchObject({ ref: 'CEK-03.1', text: 'Is customer data encrypted while it is stored? (1)' })
    const { rows } = await owner.query(
      'select * from questionnaires n join questionnaire_questions q on q.questionnaire_id = n.id',
    )
    expect(rows).toHaveLength(283)
    expect(JSON.stringify(rows)).not.toContain('encrypted while it is stored')
    const seen = await shown(id)
    const approved = await desk.approve(sam, id, { seen })
    const out = await desk.exported(sam, id)
    const [sheet] = readWorkbook(out.bytes, 'xlsx')
    const answered = sheet?.rows.filter(({ cells }) => /Source: claim [A-Z]+-\d\d, \w+ on 20/.test(cells[3] ?? ''))
    expect(answered?.length).toBeGreaterThan(150)
    expect(approved).toBeGreaterThanOrEqual(answered?.length ?? 0)
    const [log] = (await owner.query("select detail from staff_events where action = 'questionnaire.exported'")).rows
    expect(log.detail).toContain(createHash('sha256').update(out.bytes).digest('hex'))
    // Nobody has checked these claims here, and the answers say so.
    expect(answered?.[0]?.cells[3]).toContain('unverified')
  })

  it('of 124 rows in UTF-16 goes out in UTF-16, with nothing that was not approved', async () => {
    const bytes = Buffer.from(`\ufeff${sampleCsv(124, ';')}`, 'utf16le')
    const id = await taken(bytes, 'list.csv')
    const [first, second] = await shown(id)
    if (!first || !second) throw new Error('no questions')
    await desk.answer(sam, id, { question: first.id, answer: '=1+1', comment: 'As agreed; see', claims: ['ISO-01'] })
    // What was seen before the change is not what would be approved now.
    expect(await desk.approve(sam, id, { seen: [first] })).toBe(0)
    expect(await desk.approve(sam, id, { seen: (await shown(id)).slice(0, 1) })).toBe(1)
    const out = Buffer.from((await desk.exported(sam, id)).bytes)
    expect(out.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]))
    const rows = readWorkbook(out, 'csv')[0]?.rows ?? []
    expect(rows[1]?.cells[2]).toBe("'=1+1")
    expect(rows.slice(2).every(({ cells }) => cells[2] === '' && cells[3] === '')).toBe(true)
    // A changed answer has lost its approval.
    await desk.answer(sam, id, { question: first.id, answer: 'No', comment: '', claims: [] })
    expect((await data.getQuestionnaire(sam.staffId, id)).approved).toBe(0)
  })

  it('is read by other columns until an answer was touched, and not by columns that swallow its questions', async () => {
    const id = await taken(Buffer.from(sampleCsv(4)), 'list.csv')
    const [sheet] = (await desk.openColumns(sam, id)).map(({ columns: _, ...rest }) => rest)
    if (!sheet) throw new Error('no sheet')
    await desk.changeColumns(sam, id, { sheets: [{ ...sheet, id: null, headerRow: 2 }] })
    expect((await data.listQuestions(sam.staffId, id)).map(({ ref }) => ref)).toEqual(['', '', ''])
    await expect(desk.changeColumns(sam, id, { sheets: [{ ...sheet, answer: 1 }] })).rejects.toMatchObject({
      status: 422,
    })
    await expect(desk.changeColumns(sam, id, { sheets: [{ ...sheet, name: 'x' }] })).rejects.toMatchObject({
      status: 422,
    })
    const [one] = await shown(id)
    await desk.answer(sam, id, { question: one?.id ?? '', answer: 'Yes', comment: '', claims: [] })
    await expect(desk.changeColumns(sam, id, { sheets: [sheet] })).rejects.toMatchObject({ status: 409 })
  })

  it('is of no use to who is not on staff, or no more, and its ids are not guessed', async () => {
    const id = await taken(Buffer.from(sampleCsv(2)), 'list.csv')
    const [one] = await shown(id)
    for (const nobody of [gone.staffId, cast.alice.id, randomUUID()]) {
      const tries = [
        () => data.listQuestionnaires(nobody),
        () => data.listQuestions(nobody, id),
        () => data.readFile(nobody, id),
        () => data.answerQuestion(nobody, id, one?.id ?? '', { answer: 'x', comment: '', claims: [] }),
        () => data.approveQuestions(nobody, id, one ? [one] : []),
        () => data.changeLayout(nobody, id, { layout: {}, questions: [] }),
        () => data.markExported(nobody, id, { sha256: 'a', written: 1, held: 0 }),
        () => data.deleteQuestionnaire(nobody, id),
      ]
      for (const attempt of tries) await expect(attempt()).rejects.toThrow()
    }
    for (const wrong of [randomUUID(), "1' or '1'='1", '']) {
      await expect(data.getQuestionnaire(sam.staffId, wrong)).rejects.toMatchObject({ status: 404 })
      await expect(data.readFile(sam.staffId, wrong)).rejects.toMatchObject({ status: 404 })
      expect(await data.listQuestions(sam.staffId, wrong)).toEqual([])
    }
    // Of one questionnaire nothing changes by the id of another.
    const other = await taken(Buffer.from(sampleCsv(2)), 'list.csv')
    const crossed = data.answerQuestion(sam.staffId, other, one?.id ?? '', { answer: 'x', comment: '', claims: [] })
    await expect(crossed).rejects.toMatchObject({ status: 404 })
    expect(await data.approveQuestions(sam.staffId, other, one ? [one] : [])).toBe(0)
  })

  it('shows nothing of a workspace', async () => {
    const all = await data.listQuestionnaires(sam.staffId)
    expect(JSON.stringify(all)).not.toContain(MARKERS.acme)
  })

  it('that is refused leaves nothing behind', async () => {
    const before = (await data.listQuestionnaires(sam.staffId)).length
    for (const [bytes, name] of [
      [new Uint8Array(11 * 1024 * 1024), 'a.csv'],
      [Buffer.from('PK\u0003\u0004broken'), 'a.xlsx'],
      [Buffer.from(sampleCsv(2_001)), 'a.csv'],
    ] as const)
      await expect(taken(bytes, name)).rejects.toHaveProperty('status')
    expect((await data.listQuestionnaires(sam.staffId)).length).toBe(before)
  })

  it('goes when it is removed, and by the clock after a year; the log says so', async () => {
    const [removed, old] = [
      await taken(Buffer.from(sampleCsv(2)), 'a.csv'),
      await taken(Buffer.from(sampleCsv(2)), 'b.csv'),
    ]
    await data.deleteQuestionnaire(sam.staffId, removed)
    await owner.query("update questionnaires set created_at = now() - interval '366 days' where id = $1", [old])
    await data.expireQuestionnaires()
    const { rows } = await owner.query('select 1 from questionnaire_questions where questionnaire_id = any($1)', [
      [removed, old],
    ])
    expect(rows).toEqual([])
    const said = await owner.query(
      "select action from staff_events where detail like any(array['%' || $1 || '%', '%' || $2 || '%'])",
      [removed, old],
    )
    expect(said.rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['questionnaire.removed', 'questionnaire.expired']),
    )
  })
})
