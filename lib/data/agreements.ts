import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { time } from './row-time.ts'
import { unscopedCall, unscopedStaffCall } from './unscoped.ts'
import { isUuid } from './uuid.ts'

/**
 * Agreements that buyers sign. They are reached by the token of a link (as its SHA-256), or by staff. A signed one is not changed
 * any more, by the owner of the database neither.
 *
 *   findCountersigner()                     null where nobody was authorised on the terminal
 *   beginAgreement({ ... })                 false where too many drafts wait
 *   findAgreement(tokenHash)                null for a link that is of no use
 *   replaceDraft(tokenHash, ...)            what is not signed yet is read anew
 *   signAgreement(tokenHash, ...)           the event that names the seal; null where the text has changed or it was signed
 *   findAnchor(tokenHash)                   of a signature whose certificate is missing
 *   finishAgreement(tokenHash, ...)         the certificate, once
 *   readAgreementFile(tokenHash, file)
 *   listAgreements(staffId)  readFileForStaff(staffId, id, file)
 */

const document = z.object({ text: z.string(), annex1: z.string(), annex2: z.string(), annex3: z.string() })
const party = z.object({
  ...{ company: z.string(), address: z.string(), country: z.string(), signerName: z.string(), signerTitle: z.string() },
})
const agreementRow = z
  .object({
    ...{ id: z.string(), version: z.string(), email: z.string(), party, document, document_sha256: z.string() },
    ...{ created_at: time, signed_at: time.nullable(), fields: z.record(z.string(), z.string()).nullable() },
    ...{ seal: z.string().nullable(), record: z.string().nullable(), superseded_at: time.nullable() },
  })
  .transform(({ document_sha256, created_at, signed_at, superseded_at, ...row }) => ({
    ...{ ...row, documentSha256: document_sha256, createdAt: created_at },
    ...{ signedAt: signed_at, supersededAt: superseded_at },
  }))
export type Agreement = z.infer<typeof agreementRow>

export const AGREEMENT_FILES = ['document', 'certificate', 'record'] as const
export type AgreementFile = (typeof AGREEMENT_FILES)[number]

export interface CountersignerRow {
  company: string
  address: string
  name: string
  title: string
  authorisedAt: Date
}

export async function findCountersigner(): Promise<CountersignerRow | null> {
  const [row] = await unscopedCall<Omit<CountersignerRow, 'authorisedAt'> & { authorised_at: Date }>(
    'find_countersigner',
  )
  if (!row) return null
  const { authorised_at: authorisedAt, ...rest } = row
  return { ...rest, authorisedAt }
}

export async function beginAgreement(given: {
  id: string
  tokenHash: string
  email: string
  version: string
  party: object
  document: object
  documentSha256: string
  expiresAt: Date
}): Promise<boolean> {
  const { id, tokenHash, email, version, documentSha256, expiresAt } = given
  const [its, text] = [JSON.stringify(given.party), JSON.stringify(given.document)]
  const values = [id, tokenHash, email, version, its, text, documentSha256, expiresAt] as const
  return (await unscopedCall('begin_agreement', ...values)).length > 0
}

export async function findAgreement(tokenHash: string): Promise<Agreement | null> {
  const [row] = await unscopedCall<{ agreement: unknown }>('find_agreement', tokenHash)
  return row ? agreementRow.parse(row.agreement) : null
}

export async function replaceDraft(
  tokenHash: string,
  { version, document: text, documentSha256 }: { version: string; document: object; documentSha256: string },
): Promise<void> {
  const rows = await unscopedCall('replace_draft', tokenHash, version, JSON.stringify(text), documentSha256)
  if (rows.length === 0) throw new NotFound('agreement')
}

export interface Anchor {
  seq: number
  at: string
  action: string
  salt: string
  detail: string
  detailHash: string
  prevHash: string
  hash: string
}

type AnchorRow = Pick<Anchor, 'action' | 'salt' | 'detail' | 'hash'> & {
  seq: bigint
  at: Date
  detail_hash: string
  prev_hash: string
}

function anchorOf(row: AnchorRow | undefined): Anchor | null {
  if (!row) return null
  const { seq, at, detail_hash: detailHash, prev_hash: prevHash, ...rest } = row
  return { ...rest, seq: Number(seq), at: at.toISOString(), detailHash, prevHash }
}

export async function signAgreement(
  tokenHash: string,
  given: { documentSha256: string; fields: object; seal: string; documentPdf: Uint8Array },
): Promise<Anchor | null> {
  const { documentSha256, fields, seal, documentPdf } = given
  const pdf = Buffer.from(documentPdf).toString('base64')
  const values = [tokenHash, documentSha256, JSON.stringify(fields), seal, pdf] as const
  return anchorOf((await unscopedCall<AnchorRow>('sign_agreement', ...values))[0])
}

export async function findAnchor(tokenHash: string): Promise<Anchor | null> {
  return anchorOf((await unscopedCall<AnchorRow>('find_anchor', tokenHash))[0])
}

/** False where another process was first. */
export async function finishAgreement(tokenHash: string, certificate: Uint8Array, record: string): Promise<boolean> {
  const pdf = Buffer.from(certificate).toString('base64')
  return (await unscopedCall('finish_agreement', tokenHash, pdf, record)).length > 0
}

export async function readAgreementFile(tokenHash: string, file: AgreementFile): Promise<Uint8Array> {
  const [row] = await unscopedCall<{ file: string }>('read_agreement_file', tokenHash, file)
  if (!row) throw new NotFound('agreement')
  return bytesOf(file, row.file)
}

const bytesOf = (file: AgreementFile, text: string): Uint8Array =>
  new Uint8Array(Buffer.from(text, file === 'record' ? 'utf8' : 'base64'))

const listedRow = z
  .object({
    ...{ id: z.string(), version: z.string(), email: z.string(), party, seal: z.string(), certified: z.boolean() },
    ...{ signed_at: time, superseded_at: time.nullable() },
  })
  .transform(({ signed_at, superseded_at, ...row }) => ({ ...row, signedAt: signed_at, supersededAt: superseded_at }))
export type ListedAgreement = z.infer<typeof listedRow>

/** The newest first, at most 500. */
export async function listAgreements(staffId: string): Promise<ListedAgreement[]> {
  const rows = await unscopedStaffCall<{ agreement: unknown }>('list_agreements', staffId)
  return rows.map(({ agreement }) => listedRow.parse(agreement))
}

/** Stands in the log of staff. */
export async function readFileForStaff(staffId: string, id: string, file: AgreementFile): Promise<Uint8Array> {
  const [row] = isUuid(id) ? await unscopedStaffCall<{ file: string }>('read_agreement_file', staffId, id, file) : []
  if (!row) throw new NotFound('agreement')
  return bytesOf(file, row.file)
}
