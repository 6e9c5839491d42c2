import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedCast } from '../prisma/seed.ts'
import { checkpointSchema } from './audit/checkpoint.ts'
import { latestCheckpoint } from './audit-log.ts'
import { changeCheckpointMail, mailCheckpoints } from './checkpoint-mails.ts'
import { hasCheckpointMail } from './data/checkpoint-mails.ts'
import { openKeyRing } from './keyring.ts'

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
}, 60_000)
afterAll(() => database.drop())

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
const aDayLater = () => admin("update checkpoint_mails set last_sent_at = now() - interval '25 hours'")

/** Without a mail server mails are printed. */
async function turn(): Promise<{ sent: number; text: string }> {
  const written: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0)
  const sent = await mailCheckpoints().finally(() => spy.mockRestore())
  return { sent, text: written.join('') }
}

describe('the newest checkpoint by mail', () => {
  it('goes to whoever asked, once a day, and is the one that the log is checked against', async () => {
    expect(await turn()).toEqual({ sent: 0, text: '' })
    await changeCheckpointMail(cast.acme, cast.alice.id, true)
    const { sent, text } = await turn()
    expect(sent).toBe(1)
    expect(text).toContain('for alice@acme.test')
    const mailed = checkpointSchema.parse(JSON.parse(/^\{.*\}$/m.exec(text)?.[0] ?? ''))
    expect(mailed).toEqual(await latestCheckpoint(cast.acme))
    expect((await turn()).sent).toBe(0)
    await aDayLater()
    expect((await turn()).sent).toBe(1)
  })

  it('is handed out once, whoever asks at the same time', async () => {
    await aDayLater()
    const turns = await Promise.all([turn(), turn(), turn()])
    expect(turns.reduce((sum, { sent }) => sum + sent, 0)).toBe(1)
  })

  it('goes to nobody who may not look at the log any more, or has ended it, or has left', async () => {
    await admin(`update memberships set role = 'admin' where user_id = '${cast.bob.id}'`)
    await changeCheckpointMail(cast.acme, cast.bob.id, true)
    await changeCheckpointMail(cast.acme, cast.alice.id, false)
    await admin(`update memberships set role = 'viewer' where user_id = '${cast.bob.id}'`)
    expect((await turn()).sent).toBe(0)
    await admin(`delete from memberships where user_id = '${cast.bob.id}'`)
    expect(await hasCheckpointMail(cast.acme, cast.bob.id)).toBe(false)
  })
})
