import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../ops/test-database.ts'
import { type Cast, seedCast } from '../../prisma/seed.ts'
import { documentHash } from '../agreements/dpa-document.ts'
import { DPA_CLAUSES, DPA_VERSION } from '../agreements/dpa-text.ts'
import { type AgreementRecord, sealOf, sha256 } from '../agreements/record.ts'
import * as signing from '../agreements/sign.ts'
import { verifyAgreement } from '../agreements/verify-agreement.ts'
import { openKeyRing } from '../keyring.ts'
import type { Mail } from '../mail.ts'
import { CLAIMS } from '../trust/claim-list.ts'
import type { ClaimStateKind } from '../trust/claim-state.ts'
import { claimView } from '../trust/claim-view.ts'
import * as data from './agreements.ts'

// An agreement from its draft to its certificate, and every way in which it could become something else.

const mails: Mail[] = []
vi.mock('../mail.ts', () => ({ sendMail: async (mail: Mail) => void mails.push(mail) }))
const states: Record<string, ClaimStateKind> = {}
vi.mock('../trust/published-claims.ts', () => ({ publishedClaims: async () => shownClaims() }))

function shownClaims() {
  return CLAIMS.map((claim) => {
    const context = { evidence: { kind: 'none' as const }, now: new Date(), sourceHash: null, trustedKey: null }
    const view = claimView(claim, { ...context, attestations: [] })
    return { ...view, state: { kind: states[claim.id] ?? ('verified' as const), detail: 'Passed.', goodUntilMs: null } }
  })
}

let database: TestDatabase
let cast: Cast
let owner: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  for (const [name, value] of [
    ['LETHE_HOME', database.home],
    ['DATABASE_APP_URL', database.appUrl],
    ['DATABASE_DOOR_URL', database.doorUrl],
    ['DATABASE_STAFF_URL', database.staffUrl],
  ] as const)
    vi.stubEnv(name, value)
  cast = await seedCast(openKeyRing(join(database.home, 'keys')))
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
}, 120_000)
beforeEach(async () => {
  mails.length = 0
  for (const id of Object.keys(states)) delete states[id]
  await owner.query(
    "select * from staff.authorise_countersigner('Operator Ltd', '1 Quay, Cork', 'Olga Operator', 'Director')",
  )
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

const PARTY = {
  company: 'Globex GmbH',
  address: 'Ring 1, Wien',
  country: 'Austria',
  signerName: 'Zoë Müller',
  signerTitle: 'CISO',
}
const request = (headers: Record<string, string> = {}) =>
  new Request('https://lethe.example/x', {
    headers: { 'user-agent': 'Firefox/140', 'x-forwarded-for': '203.0.113.7', ...headers },
  })

async function draft(email = `z${randomUUID().slice(0, 8)}@globex.test`): Promise<{ token: string; email: string }> {
  await signing.begin({ ...PARTY, email })
  const token = /\/dpa\/([\w-]{43})/.exec(mails.at(-1)?.paragraphs.join('\n') ?? '')?.[1]
  if (!token) throw new Error('no link was mailed')
  return { token, email }
}

async function readAs(token: string): Promise<string> {
  const opened = await signing.open(token)
  if (opened?.kind !== 'draft') throw new Error('no draft')
  return opened.read.sha256
}

async function signed() {
  const { token, email } = await draft()
  await signing.sign({ token, documentSha256: await readAs(token), read: true, authority: true }, request())
  const [document, certificate, record] = await Promise.all(
    (['document', 'certificate', 'record'] as const).map((file) => signing.file({ token, file })),
  )
  return {
    token,
    email,
    document: document ?? null,
    certificate: certificate ?? null,
    record: Buffer.from(record ?? []).toString(),
  }
}

describe('a signature', () => {
  it('holds who, what, when and how; its seal, event, signature and files are sound offline', async () => {
    const { record, document, certificate, email } = await signed()
    const report = verifyAgreement(record, { document, certificate, key: null })
    expect(report.problems).toEqual([])
    const { fields } = JSON.parse(record) as AgreementRecord
    expect(fields).toMatchObject({
      company: 'Globex GmbH',
      signerName: 'Zoë Müller',
      signerEmail: email,
      version: DPA_VERSION,
    })
    expect(fields).toMatchObject({
      address: '203.0.113.7',
      agent: 'Firefox/140',
      provider: 'Operator Ltd',
      countersignerName: 'Olga Operator',
    })
    expect(fields.consent).toContain('authority to bind')
    const raw = Buffer.from(certificate ?? []).toString('latin1')
    expect(raw).toMatch(/\/Lang \(en\)/)
    expect(raw).toContain('/ToUnicode')
    expect(raw).not.toMatch(/\/(URI|JavaScript|Launch|EmbeddedFile)\b/)
    // The chain of staff names the seal.
    const { rows } = await owner.query(
      "select detail from staff_events where action = 'agreement.signed' order by seq desc limit 1",
    )
    expect(rows[0].detail).toContain((JSON.parse(record) as AgreementRecord).seal)
    // Two mails: the link, and that it is signed.
    expect(mails.map(({ to }) => to)).toEqual([email, email])
  })

  it('is refused with the reason when one byte of the PDF, the certificate, the record or an annex is changed', async () => {
    const { record, document, certificate } = await signed()
    const whole = JSON.parse(record) as AgreementRecord
    const check = (changed: unknown, files = { document, certificate, key: null as string | null }) =>
      verifyAgreement(typeof changed === 'string' ? changed : JSON.stringify(changed), files).problems
    const flip = (bytes: Uint8Array | null) =>
      Uint8Array.from(bytes ?? [], (byte, at) => (at === 900 ? byte ^ 1 : byte))
    expect(check(record, { document: flip(document), certificate, key: null })).toEqual([
      'The PDF of the agreement is not the one that was signed.',
    ])
    expect(check(record, { document, certificate: flip(certificate), key: null })).toEqual([
      'The PDF of the certificate is not the one that was issued.',
    ])
    for (const [part, name] of [
      ['text', 'The text of'],
      ['annex1', 'Annex I '],
      ['annex2', 'Annex II '],
      ['annex3', 'Annex III '],
    ] as const) {
      const changed = { ...whole, document: { ...whole.document, [part]: `${whole.document[part]} ` } }
      expect(check(changed)[0], part).toMatch(new RegExp(`^${name}.*is not what was signed`))
    }
    for (const name of Object.keys(whole.fields)) {
      const changed = { ...whole, fields: { ...whole.fields, [name]: `${whole.fields[name]}x` } }
      expect(check(changed).join(), name).toContain('The seal does not fit')
    }
    // Whoever computes the seal anew meets the event, and whoever changes the event meets its hash and the signature.
    const fields = { ...whole.fields, company: 'Other Ltd' }
    expect(check({ ...whole, fields, seal: sealOf(fields) })[0]).toContain('does not name this seal')
    expect(check({ ...whole, anchor: { ...whole.anchor, seq: whole.anchor.seq + 1 } })[0]).toContain(
      'its hash does not fit',
    )
    expect(check({ ...whole, certificatePdfSha256: sha256('x') }).join()).toContain('The signature of the installation')
    expect(check(record, { document, certificate, key: 'other' })).toEqual([
      'The record is signed by another key than the one that was asked for.',
    ])
    expect(check({ ...whole, fields: { ...whole.fields, extra: '' } })).toEqual([expect.stringContaining('damaged')])
  })

  it('is refused, never an exception, whatever single sign of the record is changed', async () => {
    const { record } = await signed()
    fc.assert(
      fc.property(fc.nat(record.length - 2), fc.string({ minLength: 1, maxLength: 1 }), (at, sign) => {
        if (record[at] === sign) return
        const changed = record.slice(0, at) + sign + record.slice(at + 1)
        let same = false
        try {
          // White space between the parts says nothing, and 1 is 1.0.
          same = JSON.stringify(JSON.parse(changed)) === JSON.stringify(JSON.parse(record))
        } catch {
          same = false
        }
        const { problems } = verifyAgreement(changed, { document: null, certificate: null, key: null })
        if (!same) expect(problems.length, `${at} ${sign}`).toBeGreaterThan(0)
      }),
      { numRuns: 600 },
    )
  })

  it('is refused where its base64 is written in another way, though it means the same bytes', async () => {
    const { record } = await signed()
    for (const name of ['publicKey', 'signature']) {
      const text: string = JSON.parse(record)[name]
      const twins = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
        .map((sign) => text.slice(0, -1) + sign)
        .filter((twin) => twin !== text && Buffer.from(twin, 'base64url').equals(Buffer.from(text, 'base64url')))
      expect(twins.length, name).toBeGreaterThan(0)
      for (const twin of twins) {
        const { problems } = verifyAgreement(record.replace(text, twin), {
          document: null,
          certificate: null,
          key: null,
        })
        expect(problems, `${name} ${twin}`).toHaveLength(1)
      }
    }
  })

  it('is given once: many clicks make one event and one certificate', async () => {
    const { token } = await draft()
    const documentSha256 = await readAs(token)
    const before = await owner.query("select count(*)::int as n from staff_events where action = 'agreement.signed'")
    const clicks = Array.from({ length: 5 }, () =>
      signing.sign({ token, documentSha256, read: true, authority: true }, request()),
    )
    await Promise.allSettled(clicks)
    const after = await owner.query("select count(*)::int as n from staff_events where action = 'agreement.signed'")
    expect(after.rows[0].n - before.rows[0].n).toBe(1)
    expect((await signing.open(token))?.kind).toBe('signed')
  })

  it('gets its certificate at the next look where the process ended before it was made', async () => {
    const { token } = await signed()
    const admin = new pg.Client({ connectionString: database.adminUrl })
    await admin.connect()
    await admin.query('alter table agreements disable trigger signed_stays')
    await admin.query('update agreements set record = null, certificate_pdf = null')
    await admin.query('alter table agreements enable trigger signed_stays')
    await admin.end()
    await signing.open(token)
    const record = Buffer.from(await signing.file({ token, file: 'record' })).toString()
    const certificate = await signing.file({ token, file: 'certificate' })
    expect(verifyAgreement(record, { document: null, certificate, key: null }).problems).toEqual([])
  })
})

describe('nothing is signed', () => {
  it.each(['failing', 'unverified', 'changed', 'stale', 'other_build'] as const)(
    'while a measure is %s',
    async (kind) => {
      const { token } = await draft()
      const documentSha256 = await readAs(token)
      states['ISO-02'] = kind
      await expect(signing.begin({ ...PARTY, email: 'late@globex.test' })).rejects.toMatchObject({ status: 409 })
      const refused = signing.sign({ token, documentSha256, read: true, authority: true }, request())
      await expect(refused).rejects.toThrow(/Annex II holds measures that fail or were not shown: ISO-02/)
      expect(await signing.open(token)).toMatchObject({ kind: 'draft', inTheWay: [{ id: 'ISO-02', state: kind }] })
      // Not even by the hash of the page that shows it red.
      const red = signing.sign({ token, documentSha256: await readAs(token), read: true, authority: true }, request())
      await expect(red).rejects.toMatchObject({ status: 409 })
    },
  )

  it('that was not read: another hash, or a measure that is shown otherwise meanwhile', async () => {
    const { token } = await draft()
    const documentSha256 = await readAs(token)
    await expect(
      signing.sign({ token, documentSha256: sha256('x'), read: true, authority: true }, request()),
    ).rejects.toMatchObject({ status: 409 })
    states['ISO-02'] = 'attested'
    await expect(signing.sign({ token, documentSha256, read: true, authority: true }, request())).rejects.toThrow(
      /has changed since you read it/,
    )
    expect(await readAs(token)).not.toBe(documentSha256)
  })

  it('while nobody is authorised to countersign', async () => {
    const { token } = await draft()
    const documentSha256 = await readAs(token)
    await owner.query('select * from staff.end_countersigner()')
    await expect(signing.sign({ token, documentSha256, read: true, authority: true }, request())).rejects.toThrow(
      /Nobody has been authorised/,
    )
    await expect(signing.begin({ ...PARTY, email: 'a@globex.test' })).rejects.toMatchObject({ status: 409 })
    expect(await signing.open(token)).toMatchObject({ kind: 'draft', offered: false })
  })

  it('by a guessed link, one of another form, or one that has ended', async () => {
    const { token, email } = await draft()
    for (const wrong of [
      token.replace(/.$/, token.endsWith('A') ? 'B' : 'A'),
      '',
      "' or 1=1--",
      '../../etc',
      'x'.repeat(5_000),
    ])
      expect(await signing.open(wrong)).toBeNull()
    await owner.query("update agreements set expires_at = now() - interval '1 second' where email = $1", [email])
    expect(await signing.open(token)).toBeNull()
    const late = signing.sign({ token, documentSha256: sha256('x'), read: true, authority: true }, request())
    await expect(late).rejects.toMatchObject({ status: 404 })
    await expect(signing.file({ token, file: 'record' })).rejects.toMatchObject({ status: 404 })
  })

  it('without both ticks, and with a header of a mail in a field', () => {
    const given = { token: 'x'.repeat(43), documentSha256: sha256('x'), read: true, authority: true }
    expect(signing.signSchema.safeParse(given).success).toBe(true)
    for (const tick of ['read', 'authority'])
      expect(signing.signSchema.safeParse({ ...given, [tick]: false }).success).toBe(false)
    for (const email of ['a@b.test\nBcc: c@d.test', 'a@b.test, c@d.test', '<a@b.test>', 'a@b.test\u0000'])
      expect(signing.beginSchema.safeParse({ ...PARTY, email }).success, email).toBe(false)
    const odd = signing.beginSchema.parse({ ...PARTY, company: ' A\r\nBcc:\u202e x ', email: 'a@b.test' })
    expect(odd.company).toBe('A Bcc: x')
    expect(signing.beginSchema.safeParse({ ...PARTY, company: '\u200b\n', email: 'a@b.test' }).success).toBe(false)
  })

  it('by a flood: five drafts for an address, whatever asks', async () => {
    const email = 'flooded@globex.test'
    for (let n = 0; n < 5; n++) await signing.begin({ ...PARTY, email })
    await expect(signing.begin({ ...PARTY, email: 'Flooded@globex.test' })).rejects.toMatchObject({ status: 503 })
    expect(mails).toHaveLength(5)
  })
})

describe('what was signed', () => {
  it('is not changed, deleted or emptied, by the owner of the database neither', async () => {
    const { email } = await signed()
    for (const sql of [
      `update agreements set fields = '{}' where email = '${email}'`,
      `update agreements set document = '{}' where email = '${email}'`,
      `update agreements set record = 'x' where email = '${email}'`,
      `update agreements set signed_at = null, fields = null, seal = null, anchor_seq = null, document_pdf = null where email = '${email}'`,
      `delete from agreements where email = '${email}'`,
      'truncate agreements cascade',
    ])
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '42501' })
  })

  it('is superseded by a later one of the same signer, and stays as it was', async () => {
    const { token, email, record } = await signed()
    const next = await draft(email)
    await signing.sign(
      { token: next.token, documentSha256: await readAs(next.token), read: true, authority: true },
      request(),
    )
    expect(await signing.open(token)).toMatchObject({ kind: 'signed', superseded: true })
    expect(Buffer.from(await signing.file({ token, file: 'record' })).toString()).toBe(record)
    expect(await signing.open(next.token)).toMatchObject({ kind: 'signed', superseded: false })
    // The same hand for another company: that is another agreement.
    await signing.begin({ ...PARTY, company: 'Initech', email })
    const other = /\/dpa\/([\w-]{43})/.exec(mails.at(-1)?.paragraphs.join('\n') ?? '')?.[1] ?? ''
    await signing.sign({ token: other, documentSha256: await readAs(other), read: true, authority: true }, request())
    expect(await signing.open(next.token)).toMatchObject({ kind: 'signed', superseded: false })
  })

  it('is listed for staff, whose reading of files stands in their log; for nobody else', async () => {
    const { email } = await signed()
    const { rows } = await owner.query("select id from staff.save_account('desk@operator.test', 'Sam', 'desk')")
    const sam = String(rows[0].id)
    const found = (await data.listAgreements(sam)).find((one) => one.email === email)
    expect(found).toMatchObject({ party: PARTY, certified: true })
    expect((await data.readFileForStaff(sam, found?.id ?? '', 'certificate')).length).toBeGreaterThan(1_000)
    const log = await owner.query(
      "select 1 from staff_events where action = 'agreement.file_read' and detail like '%' || $1 || '%'",
      [found?.id],
    )
    expect(log.rows).toHaveLength(1)
    for (const nobody of [cast.alice.id, randomUUID()]) {
      await expect(data.listAgreements(nobody)).rejects.toThrow()
      await expect(data.readFileForStaff(nobody, found?.id ?? '', 'record')).rejects.toThrow()
    }
    await expect(data.readFileForStaff(sam, "' or 1=1", 'record')).rejects.toMatchObject({ status: 404 })
  })
})

it('the text of a version does not change: another word is another version', () => {
  const hashes: Record<string, string> = { '1.0.0': HASH_OF_1_0_0 }
  expect(sha256(JSON.stringify(DPA_CLAUSES))).toBe(hashes[DPA_VERSION])
  expect(documentHash({ text: 'a', annex1: 'b', annex2: 'c', annex3: 'd' })).not.toBe(
    documentHash({ text: 'ab', annex1: '', annex2: 'c', annex3: 'd' }),
  )
})
const HASH_OF_1_0_0 = '4d8c912229e264d59826a045f260b73e923286934d23e0ae68c04a0a9c579aab'
