import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openKeyRing } from '../../lib/keyring.ts'
import { seedCast } from '../../prisma/seed.ts'
import { MIGRATIONS, migrate, readMigrations } from '../migrate.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../test-database.ts'
import { backupBeforeMigration } from './before-migration.ts'
import { checkBackup } from './check-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

let source: TestDatabase
let folder: string
const names = readMigrations(MIGRATIONS).map(({ name }) => name)

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const take = (name: string, url = source.adminUrl) =>
  connected(url, (client) => writeBackup(client, join(folder, name))).then(() => join(folder, name))
const rowsOf = (url: string, sql: string) => connected(url, async (client) => (await client.query(sql)).rows)
const EVERYTHING = `select (select json_agg(t order by id) from tenants t) as tenants,
  (select json_agg(u order by id) from users u) as users, (select json_agg(e order by tenant_id, seq) from audit_events e) as events`

beforeAll(async () => {
  source = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'lethe-backup-'))
  await seedCast(openKeyRing(join(source.home, 'keys')))
  await connected(source.adminUrl, async (client) => {
    await client.query(
      `insert into sessions (id, token_hash, user_id, device_hash, idle_expires_at, absolute_expires_at)
       select gen_random_uuid(), repeat('a', 64), id, repeat('b', 64), now() + interval '1 h', now() + interval '1 d' from users limit 1`,
    )
  })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await source.drop()
})

describe('a backup', () => {
  it('comes back whole in an empty database, row for row, and sessions do not', async () => {
    const file = await take('whole.zip')
    const empty = await createEmptyDatabase()
    try {
      await migrate({ ownerUrl: empty.ownerUrl, upTo: (await checkBackup(file)).migrations.at(-1) })
      const done = await restoreBackup(file, empty.adminUrl)
      expect(await rowsOf(empty.adminUrl, EVERYTHING)).toEqual(await rowsOf(source.adminUrl, EVERYTHING))
      expect(done.rows).toBeGreaterThan(10)
      expect(done.sessionsEnded).toBe(1)
      expect(await rowsOf(empty.adminUrl, 'select 1 from sessions')).toEqual([])
      // Into what is not empty any more it does not go.
      await expect(restoreBackup(file, empty.adminUrl)).rejects.toThrow(/is not empty.*Nothing was changed/)
    } finally {
      await empty.drop()
    }
  })

  it('is of one moment while others write', async () => {
    const before = await rowsOf(source.adminUrl, 'select count(*)::int as n from users')
    const file = join(folder, 'moment.zip')
    await connected(source.adminUrl, async (client) => {
      const query = client.query.bind(client)
      // After the snapshot was taken, another connection adds a person.
      let added = false
      client.query = (async (...args: Parameters<typeof query>) => {
        const answer = await query(...args)
        if (!added && String(args[0]).includes('pg_class')) {
          added = true
          await connected(source.adminUrl, (other) =>
            other.query("insert into users (id, email) values (gen_random_uuid(), 'late@acme.test')"),
          )
        }
        return answer
      }) as typeof client.query
      await writeBackup(client, file)
    })
    const { files } = await checkBackup(file)
    expect(files.find((entry) => entry.file === 'tables/users.jsonl')?.rows).toBe(before[0]?.n)
    await connected(source.adminUrl, (client) => client.query("delete from users where email = 'late@acme.test'"))
  })

  it('whose content has changed by one byte is refused, wherever that is, and so is one that was cut', async () => {
    const file = await take('changed.zip')
    const { files } = await checkBackup(file)
    const bytes = readFileSync(file)
    const changed = join(folder, 'one-byte.zip')
    let refused = 0
    for (let at = 0; at < bytes.length; at += Math.floor(bytes.length / 60)) {
      const copy = Buffer.from(bytes)
      copy[at] = (copy[at] ?? 0) ^ 1
      writeFileSync(changed, copy)
      // A byte of the ZIP's own frame, such as an entry's time, changes nothing that is brought back.
      const read = await checkBackup(changed).catch((error: Error) => error)
      if (read instanceof Error) {
        expect(read.message).toMatch(/damaged|not whole|does not name/)
        refused++
      } else expect(read.files, `byte ${at} of ${bytes.length}`).toEqual(files)
    }
    expect(refused).toBeGreaterThan(30)
    writeFileSync(changed, bytes.subarray(0, bytes.length / 2))
    await expect(checkBackup(changed)).rejects.toThrow(/damaged|not whole|no backup/)
  })

  it('holds no key, and is not made by a role that does not see every row', async () => {
    const file = await take('keys.zip')
    const ring = JSON.parse(readFileSync(join(source.home, 'keys', 'ring.json'), 'utf8')) as {
      keys: { secret: string }[]
    }
    const content = readFileSync(file)
    for (const { secret } of ring.keys) expect(content.includes(secret)).toBe(false)
    await expect(take('owner.zip', source.ownerUrl)).rejects.toThrow(/does not see all rows, so no copy was made/)
    expect(readdirSync(folder).filter((name) => name.startsWith('owner'))).toEqual([])
  })

  it('of another version is refused, and nothing is written over a file that is there', async () => {
    const file = await take('version.zip')
    const older = await createEmptyDatabase()
    try {
      await migrate({ ownerUrl: older.ownerUrl, upTo: names.at(-2) })
      await expect(restoreBackup(file, older.adminUrl)).rejects.toThrow(/nothing was changed/)
    } finally {
      await older.drop()
    }
    await expect(take('version.zip')).rejects.toThrow(/is there already; nothing was written/)
  })
})

describe('before a migration', () => {
  it('a copy is kept of what has data, none of what is new or up to date; old copies go', async () => {
    const home = mkdtempSync(join(tmpdir(), 'lethe-home-'))
    const migrations = join(home, 'migrations')
    const database = await createEmptyDatabase()
    try {
      expect(await backupBeforeMigration(database.adminUrl, home)).toBeNull()
      await migrate({ ownerUrl: database.ownerUrl })
      expect(await backupBeforeMigration(database.adminUrl, home)).toBeNull()
      cpSync(MIGRATIONS, migrations, { recursive: true })
      cpSync(join(migrations, names[0] ?? ''), join(migrations, '20991231000000_next'), { recursive: true })
      const now = Date.now()
      const made: string[] = []
      for (let i = 0; i < 4; i++) {
        const file = await backupBeforeMigration(database.adminUrl, home, new Date(now + i), migrations)
        if (file) {
          utimesSync(file, new Date(now - 1_000 + i), new Date(now - 1_000 + i))
          made.push(file)
        }
      }
      expect(made).toHaveLength(4)
      expect(readdirSync(join(home, 'backups'))).toHaveLength(3)
      await backupBeforeMigration(database.adminUrl, home, new Date(now + 31 * 86_400_000))
      expect(readdirSync(join(home, 'backups'))).toEqual([])
    } finally {
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    }
  })
})
