import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../ops/test-database.ts'
import { type Cast, seedPeople } from '../prisma/seed.ts'
import { listAuditEvents } from './data/audit-events.ts'
import { listSealedRedactionValues } from './data/redaction-values.ts'
import { getTenant, updateTenant } from './data/tenants.ts'
import { Invalid, NotFound, Unavailable } from './errors.ts'
import { receivePasted } from './pipeline/receive.ts'
import { closePipelinePool } from './pipeline/workers/pipeline-pool.ts'
import {
  addExactValues,
  listExactValues,
  loadRedactionPolicy,
  loadRedactionSettings,
  redactionSettingsSchema,
  removeExactValues,
  saveRedactionSettings,
} from './redaction-policy.ts'

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('LETHE_HOME', database.home)
  vi.stubEnv('DATABASE_APP_URL', database.appUrl)
  vi.stubEnv('DATABASE_DOOR_URL', database.doorUrl)
  cast = await seedPeople()
}, 60_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await closePipelinePool()
  await database.drop()
})

const settings = (changes: object = {}) => redactionSettingsSchema.parse(changes)
const MAIL = ['ops', 'example.org'].join('@')
const paste = (text: string, overrides: { line: number; start: number; end: number; type: string }[] = []) => ({
  lines: [{ number: 7, text }],
  overrides,
})

describe('the redaction settings of a workspace', () => {
  it('are the built-in ones until somebody changes them', async () => {
    expect(await loadRedactionSettings(cast.acme)).toEqual(settings())
  })

  it('are kept with an audit event that names patterns and counts fields', async () => {
    const patterns = [{ name: 'order', pattern: 'ORD-[0-9]{6}' }]
    const given = settings({ fields: ['depot_code'], patterns, ip: 'redact' })
    await saveRedactionSettings(cast.acme, cast.alice.id, given)
    expect(await loadRedactionSettings(cast.acme)).toEqual(given)
    const [event] = (await listAuditEvents(cast.acme)).items
    expect(event).toMatchObject({ action: 'redaction.settings_changed', detail: { fields: 1, patterns: ['order'] } })
  })

  it('leave other policies of the workspace as they are', async () => {
    await updateTenant(cast.other, { policy: { another: { on: true } } })
    await saveRedactionSettings(cast.other, cast.charlie.id, settings({ mac: 'redact' }))
    expect((await getTenant(cast.other)).policy).toMatchObject({ another: { on: true }, redaction: { mac: 'redact' } })
  })

  it('are refused with a reason for each pattern and field, and nothing is changed', async () => {
    const before = await loadRedactionSettings(cast.acme)
    const patterns = [
      { name: 'good', pattern: 'X[0-9]+' },
      { name: 'look-ahead', pattern: '(?=a)b' },
      { name: 'Bad name', pattern: 'x' },
    ]
    const refused = await saveRedactionSettings(cast.acme, cast.alice.id, settings({ patterns, fields: ['-'] })).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(Invalid)
    expect(refused instanceof Invalid && refused.issues.map(({ path }) => path)).toEqual([
      'fields.0',
      'patterns.1',
      'patterns.2',
    ])
    expect(await loadRedactionSettings(cast.acme)).toEqual(before)
  })

  it('may not name two patterns alike', async () => {
    const patterns = [1, 2].map((n) => ({ name: 'order', pattern: `ORD${n}` }))
    await expect(saveRedactionSettings(cast.acme, cast.alice.id, settings({ patterns }))).rejects.toThrow(Invalid)
  })

  it('stop redaction where they cannot be read, rather than be left out', async () => {
    await updateTenant(cast.other, { policy: { redaction: { fields: 'all of them' } } })
    await expect(receivePasted(cast.other, paste('ERROR a'))).rejects.toThrow(Unavailable)
    await updateTenant(cast.other, { policy: {} })
  })
})

describe('exact values', () => {
  const secret = `Nightjar ${randomUUID()}`

  it('are sealed, listed by label and count only, and applied by the server', async () => {
    await addExactValues(cast.acme, cast.alice.id, { label: 'codenames', values: [secret, secret, 'Otter Bay'] })
    const listed = await listExactValues(cast.acme)
    expect(listed).toMatchObject([{ label: 'codenames', count: 2 }])
    expect(JSON.stringify([listed, await listSealedRedactionValues(cast.acme)])).not.toContain('Nightjar')
    expect(JSON.stringify(await loadRedactionSettings(cast.acme))).not.toContain('Nightjar')
    expect((await loadRedactionPolicy(cast.acme)).policy.values).toEqual([secret, 'Otter Bay'])
    const { lines } = await receivePasted(cast.acme, paste(`ERROR ${secret} is late`))
    expect(lines).toEqual([{ number: 7, text: 'ERROR [CUSTOM:value_1] is late' }])
  })

  it('apply in their own workspace only', async () => {
    const { lines } = await receivePasted(cast.other, paste(`ERROR ${secret} is late`))
    expect(lines[0]?.text).toContain(secret)
  })

  it('can be removed by their workspace and by no other', async () => {
    const [group] = await listExactValues(cast.acme)
    await expect(removeExactValues(cast.other, cast.charlie.id, group?.id ?? '')).rejects.toThrow(NotFound)
    await removeExactValues(cast.acme, cast.alice.id, group?.id ?? '')
    expect(await listExactValues(cast.acme)).toEqual([])
  })

  it('are at most a thousand', async () => {
    const values = Array.from({ length: 999 }, (_, i) => `value ${i}`)
    await addExactValues(cast.acme, cast.alice.id, { label: 'many', values })
    const more = addExactValues(cast.acme, cast.alice.id, { label: 'more', values: ['one too', 'many more'] })
    await expect(more).rejects.toThrow(Invalid)
  })
})

describe('an override', () => {
  const keep = (type: string) => [{ line: 7, start: 0, end: 200, type }]
  const SECRET = `password=${'hunter2'.repeat(2)}`

  it('is not honoured where the workspace has not allowed it', async () => {
    await saveRedactionSettings(cast.acme, cast.alice.id, settings())
    const { lines, overrides } = await receivePasted(cast.acme, paste(`ERROR ${MAIL}`, keep('email')))
    expect(lines[0]?.text).not.toContain(MAIL)
    expect(overrides).toEqual([])
  })

  it('is honoured where it is allowed, and returned with the number of its line', async () => {
    await saveRedactionSettings(cast.acme, cast.alice.id, settings({ allowKeep: { pii: true, custom: true } }))
    const { lines, overrides } = await receivePasted(cast.acme, paste(`ERROR ${MAIL}`, keep('email')))
    expect(lines[0]?.text).toContain(MAIL)
    expect(overrides).toEqual(keep('email'))
  })

  it.each(['password', 'secret', 'token'])('never keeps a secret, not even when it says %s', async (type) => {
    const { lines, overrides } = await receivePasted(cast.acme, paste(`ERROR ${SECRET}`, keep(type)))
    expect(lines[0]?.text).not.toContain('hunter2')
    expect(overrides).toEqual([])
  })

  it('never keeps an exact value of the workspace', async () => {
    const { lines, overrides } = await receivePasted(cast.acme, paste('ERROR value 77 fails', keep('value')))
    expect(lines[0]?.text).toBe('ERROR [CUSTOM:value_1] fails')
    expect(overrides).toEqual([])
  })
})
