import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS, migrate } from './migrate.ts'
import { openSchemaTool } from './schema-engine.ts'
import { createEmptyDatabase } from './test-database.ts'

let database: Awaited<ReturnType<typeof createEmptyDatabase>>
let directory: string
let ownerUrl: string

beforeEach(async () => {
  database = await createEmptyDatabase()
  ownerUrl = database.ownerUrl
  directory = mkdtempSync(join(tmpdir(), 'lethe-migrations-'))
  cpSync(MIGRATIONS, directory, { recursive: true })
})
afterEach(async () => {
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

function add(name: string, sql: string): void {
  mkdirSync(join(directory, name))
  writeFileSync(join(directory, name, 'migration.sql'), sql)
}

const fileOf = (name: string) => join(directory, name, 'migration.sql')
const FIRST = '20261121000000_house'

describe('the migration runner', () => {
  it('brings an empty database up to date, as an owner who is no superuser', async () => {
    const [owner] = await query<{ super: boolean }>(
      'select rolsuper as super from pg_roles where rolname = current_user',
    )
    expect(owner?.super).toBe(false)
    expect((await migrate({ ownerUrl }))[0]).toBe(FIRST)
    const rows = await query('select * from _prisma_migrations where finished_at is null or applied_steps_count <> 1')
    expect(rows).toEqual([])
  })

  it('does nothing the second time', async () => {
    await migrate({ ownerUrl })
    expect(await migrate({ ownerUrl })).toEqual([])
  })

  it('applies each migration once when several processes begin together', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate({ ownerUrl })))
    const all = runs.flat()
    expect(new Set(all).size).toBe(all.length)
    expect(runs.filter((names) => names.length > 0)).toHaveLength(1)
  })

  it('leaves nothing of a failed migration, says why, and refuses until it is told to retry', async () => {
    add('20990101000000_bad', 'create table half (id int); select 1/0;')
    await expect(migrate({ ownerUrl, directory })).rejects.toThrow(/20990101000000_bad failed .*division by zero/)
    expect(await query("select to_regclass('half')::text as half")).toEqual([{ half: null }])
    expect(
      await query(
        'select logs, finished_at, applied_steps_count from _prisma_migrations order by started_at desc limit 1',
      ),
    ).toEqual([{ logs: 'division by zero', finished_at: null, applied_steps_count: 0 }])
    writeFileSync(fileOf('20990101000000_bad'), 'create table half (id int);')
    await expect(migrate({ ownerUrl, directory })).rejects.toThrow(/has failed or was interrupted.*--retry/)
    expect(await migrate({ ownerUrl, directory, retryFailed: true })).toEqual(['20990101000000_bad'])
    expect(await migrate({ ownerUrl, directory })).toEqual([])
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    await migrate({ ownerUrl, directory })
    appendFileSync(fileOf(FIRST), '-- an afterthought\n')
    await expect(migrate({ ownerUrl, directory })).rejects.toThrow(/20261121000000_house was changed/)
  })

  it('accepts the same file with the line ends of Windows', async () => {
    await migrate({ ownerUrl, directory })
    writeFileSync(fileOf(FIRST), readFileSync(fileOf(FIRST), 'utf8').replaceAll('\n', '\r\n'))
    expect(await migrate({ ownerUrl, directory })).toEqual([])
  })

  it('refuses a database that a newer version has migrated', async () => {
    add('20990101000000_later', 'select 1;')
    await migrate({ ownerUrl, directory })
    await expect(migrate({ ownerUrl })).rejects.toThrow(/newer than this Lethe.*20990101000000_later/)
  })

  it('says in one line what is wrong with a database that cannot be used', async () => {
    const wrong = (change: (url: URL) => void) => {
      const url = new URL(ownerUrl)
      change(url)
      return migrate({ ownerUrl: url.href })
    }
    await expect(
      wrong((url) => {
        url.password = 'wrong'
      }),
    ).rejects.toThrow(/refuses the user lethe_owner\. Correct/)
    await expect(
      wrong((url) => {
        url.pathname = '/absent'
      }),
    ).rejects.toThrow(/has no database absent\. Create it/)
    await expect(
      wrong((url) => {
        url.port = '1'
      }),
    ).rejects.toThrow(/No database answers at .*:1\)/)
  })
})

describe("Prisma's own engine", () => {
  it('finds our history clean and has nothing to apply', async () => {
    await migrate({ ownerUrl })
    const tool = await openSchemaTool(ownerUrl)
    expect(await tool.diagnose()).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    })
    expect(await tool.deploy()).toEqual([])
  })

  it('applies the same migrations itself, and our runner accepts what it did', async () => {
    const tool = await openSchemaTool(ownerUrl)
    expect((await tool.deploy()).length).toBeGreaterThan(0)
    expect(await migrate({ ownerUrl })).toEqual([])
  })

  it('finds no difference between the migrated database and schema.prisma', async () => {
    await migrate({ ownerUrl })
    const tool = await openSchemaTool(ownerUrl)
    expect(await tool.drift()).toMatch(/^-- This is an empty migration\.\s*$/)
  })

  it('would notice a difference', async () => {
    await migrate({ ownerUrl })
    await query('alter table analyses add column afterthought text')
    const tool = await openSchemaTool(ownerUrl)
    expect(await tool.drift()).toContain('DROP COLUMN "afterthought"')
  })
})
