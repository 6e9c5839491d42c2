import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startPostgres } from './postgres.ts'

const isRoot = process.getuid?.() === 0
const USER = isRoot ? Number.parseInt(spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout, 10) : 0
let folder: string
let dir: string

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'lethe-postgres-'))
  chmodSync(folder, 0o755)
  dir = join(folder, 'home')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = () => startPostgres({ dir, outside: join(folder, 'outside'), throwaway: true })

/** Looks like a database from outside; enough for what is refused before anything starts. */
function pretend(): string {
  const dataDir = join(dir, 'postgres')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(join(dataDir, 'PG_VERSION'), '18\n')
  mkdirSync(join(dir, 'keys'), { mode: 0o700 })
  const passwords = { admin: 'a'.repeat(32), owner: 'b'.repeat(32) }
  writeFileSync(join(dir, 'keys', 'postgres.json'), JSON.stringify(passwords), { mode: 0o600 })
  writeFileSync(join(dir, 'postgres.json'), JSON.stringify({ port: 1, base: dir }))
  if (isRoot) chownSync(dataDir, USER, USER)
  return dataDir
}

describe('the embedded database says in one line what is wrong and leaves no half', () => {
  const failure = async () => {
    const error: unknown = await start().catch((reason: unknown) => reason)
    expect(error).toHaveProperty('name', 'OpsError')
    const { message } = error as Error
    expect(message).not.toContain('\n')
    expect(existsSync(join(dir, 'postgres.lock'))).toBe(false)
    return message
  }

  it('when the data was made by another version', async () => {
    const dataDir = pretend()
    writeFileSync(join(dataDir, 'PG_VERSION'), '17\n')
    expect(await failure()).toMatch(/made by PostgreSQL 17; this Lethe brings 18\. Export/)
  })

  it('when something else lies where the data should be', async () => {
    rmSync(join(pretend(), 'PG_VERSION'))
    expect(await failure()).toMatch(/is not a database\. Move it aside/)
  })

  it('when the data has gone, rather than beginning an empty one silently', async () => {
    const dataDir = pretend()
    rmSync(dataDir, { recursive: true })
    expect(await failure()).toMatch(/is not there any more\. Restore it, or remove .*postgres\.json/)
  })

  it('when the passwords have gone', async () => {
    pretend()
    rmSync(join(dir, 'keys', 'postgres.json'))
    expect(await failure()).toMatch(/has lost its passwords/)
  })

  it('when the home is a file', async () => {
    writeFileSync(dir, '')
    expect(await failure().catch(String)).toMatch(/is not a folder|in the way/)
  })

  it.runIf(isRoot)('when the data belongs to another user', async () => {
    const dataDir = pretend()
    chownSync(dataDir, 12_345, 12_345)
    expect(await failure()).toMatch(/belongs to another user \(uid 12345\)\. Start as the user who made it/)
  })

  it.runIf(isRoot)('when the home belongs to another user', async () => {
    mkdirSync(dir)
    chownSync(dir, 12_345, 12_345)
    expect(await failure()).toMatch(/belongs to another user \(uid 12345\)\. Run as that user/)
  })

  it.runIf(isRoot && spawnSync('mount', ['--version']).status === 0)('when the disk is full', async () => {
    mkdirSync(dir, { mode: 0o711 })
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0711', 'lethe-full', dir])
    if (mounted.status !== 0) return
    try {
      expect(await failure()).toMatch(/^The disk is full: .* Free some space and start again\.$/)
      expect(readdirSync(dir)).toEqual(['keys'])
    } finally {
      spawnSync('umount', [dir])
    }
  })
})
