import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dataDirectory, type Postgres, startPostgres } from './postgres.ts'
import { identityOf } from './process-identity.ts'

const isRoot = process.getuid?.() === 0
let folder: string
let dir: string
let outside: string
const started: Postgres[] = []

/** Made once, copied by every test that wants a database with a past. */
let made: string
beforeAll(async () => {
  made = mkdtempSync(join(realpathSync(tmpdir()), 'lethe-postgres-'))
  chmodSync(made, 0o755)
  const postgres = await startPostgres({ dir: join(made, 'home'), throwaway: true })
  await query(postgres.ownerUrl, 'create table kept as select 42 as n')
  await postgres.stop()
}, 60_000)
afterAll(() => rmSync(made, { recursive: true, force: true }))

function copyMade(): string {
  spawnSync('cp', ['-a', join(made, 'home'), dir])
  const state = readFileSync(join(dir, 'postgres.json'), 'utf8')
  writeFileSync(join(dir, 'postgres.json'), state.replace(join(made, 'home'), dir))
  return join(dir, 'postgres')
}

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'lethe-postgres-'))
  chmodSync(folder, 0o755)
  dir = join(folder, 'home')
  outside = join(folder, 'outside')
})
afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(home = dir): Promise<Postgres> {
  const postgres = await startPostgres({ dir: home, outside, throwaway: true })
  started.push(postgres)
  return postgres
}
const stopAll = async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return (await client.query(sql).finally(() => client.end())).rows
}

/** Another process that starts the database and waits; returns its id once the database answers. */
async function startElsewhere(
  options: { uid?: number; gid?: number } = {},
): Promise<{ pid: number; printed: string; kill(): void }> {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))})
    try {
      const postgres = await startPostgres({ dir: ${JSON.stringify(dir)}, outside: ${JSON.stringify(outside)} })
      console.log('started ' + postgres.port)
    } catch (error) { console.log(error.name + ': ' + error.message); process.exit(1) }
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  return { pid: child.pid ?? 0, printed: printed.toString(), kill: () => child.kill('SIGKILL') }
}

const serverPid = (dataDir: string) => Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10)
const USER = isRoot ? Number.parseInt(spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout, 10) : 0

describe('the embedded database', () => {
  it('keeps its data and its port, and is open to this machine with a password only', async () => {
    copyMade()
    expect(existsSync(join(dir, 'postgres.lock'))).toBe(false)
    const second = await start()
    expect(second.port).toBe(JSON.parse(readFileSync(join(dir, 'postgres.json'), 'utf8')).port)
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 42 }])
    expect(
      await query(
        second.adminUrl,
        "select setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by name",
      ),
    ).toEqual([{ setting: '127.0.0.1' }, { setting: '' }])
    await expect(query(second.ownerUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({
      code: '28P01',
    })
    expect(dataDirectory(dir)).toBe(second.dataDir)
  })

  it('leaves nothing that others may read, and no password outside the folder of keys', async () => {
    copyMade()
    const { dataDir } = await start()
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, 'keys')).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, 'keys', 'postgres.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir).sort()).toEqual(['keys', 'postgres', 'postgres.json', 'postgres.lock', 'postgres.log'])
  })

  it('is shared with a second process, whose end leaves it running', async () => {
    copyMade()
    const elsewhere = await startElsewhere()
    const shared = await start()
    expect(shared.shared).toBe(true)
    await stopAll()
    expect(await query(shared.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    elsewhere.kill()
    // Of the killed process a server is left; the next start ends it and begins its own.
    await expect.poll(() => identityOf(elsewhere.pid)).toBeNull()
    const left = serverPid(shared.dataDir)
    expect(identityOf(left)).not.toBeNull()
    const own = await start()
    expect(own.shared).toBe(false)
    expect(identityOf(left)).toBeNull()
    expect(await query(own.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('starts again after the server itself was killed', async () => {
    copyMade()
    const first = await start()
    process.kill(serverPid(first.dataDir), 'SIGKILL')
    await stopAll()
    expect(await query((await start()).ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is not confused by a lock file that names an unrelated process', async () => {
    const dataDir = copyMade()
    writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n\nready\n`)
    writeFileSync(join(dir, 'postgres.lock'), `${process.pid}@1`)
    if (isRoot) chownSync(join(dataDir, 'postmaster.pid'), USER, USER)
    expect(await query((await start()).ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('takes another port where its own is taken, and remembers it', async () => {
    copyMade()
    const { port } = JSON.parse(readFileSync(join(dir, 'postgres.json'), 'utf8')) as { port: number }
    const thief = createServer().listen(port, '127.0.0.1')
    await once(thief, 'listening')
    const moved = await start()
    expect(moved.port).not.toBe(port)
    thief.close()
    await stopAll()
    expect((await start()).port).toBe(moved.port)
  })
})

describe.runIf(isRoot)('as root', () => {
  it('runs as the user postgres, outside a closed home, and finds the data again', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const first = await start(join(closed, 'home'))
    expect(first.dataDir.startsWith(outside)).toBe(true)
    expect(statSync(first.dataDir).uid).toBe(USER)
    await query(first.ownerUrl, 'create table kept as select 42 as n')
    await stopAll()
    const second = await start(join(closed, 'home'))
    expect(second.dataDir).toBe(first.dataDir)
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 42 }])
  })

  it('works the same for an ordinary user', async () => {
    chmodSync(folder, 0o777)
    const elsewhere = await startElsewhere({ uid: 65_534, gid: 65_534 })
    expect(elsewhere.printed).toMatch(/^started \d+/)
    const dataDir = join(dir, 'postgres')
    expect(statSync(dataDir).uid).toBe(65_534)
    const server = serverPid(dataDir)
    elsewhere.kill()
    process.kill(server, 'SIGINT')
    await expect.poll(() => identityOf(server)).toBeNull()
  })
})
