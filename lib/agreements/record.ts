import { createHash } from 'node:crypto'
import { z } from 'zod'

/**
 * What a signature on an agreement is: fields in a fixed order, a seal over them, the place of the seal in the chain of the
 * operator's log, the hashes of the two PDFs, and a signature of this installation over all of it. After Probo's pkg/esign.
 */

/** The order is part of the format. Every value is text; times are ISO 8601 in UTC. */
export const FIELDS = [
  ...['id', 'kind', 'version', 'textSha256', 'annex1Sha256', 'annex2Sha256', 'annex3Sha256', 'documentPdfSha256'],
  ...['company', 'companyAddress', 'country', 'signerName', 'signerTitle', 'signerEmail', 'address', 'agent'],
  ...['consent', 'linkSentAt', 'signedAt', 'provider', 'providerAddress', 'countersignerName', 'countersignerTitle'],
  ...['authorisedAt', 'countersignedAt'],
] as const
export const FIELD_NAMES: readonly string[] = FIELDS

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const fieldsSchema = z
  .record(z.string(), z.string().max(4_000))
  .refine((fields) => Object.keys(fields).sort().join() === [...FIELD_NAMES].sort().join(), {
    error: 'other fields than those of the format',
  })
export type Fields = Readonly<Record<string, string>>

export const PARTS = ['text', 'annex1', 'annex2', 'annex3'] as const
export const PART_NAMES: Record<(typeof PARTS)[number], string> = {
  ...{ text: 'The text of the agreement', annex1: 'Annex I', annex2: 'Annex II', annex3: 'Annex III' },
}

/** Written in one way only: the last sign of base64 has bits that say nothing, and a record with other ones is another file. */
const canonical = z.string().refine((text) => Buffer.from(text, 'base64url').toString('base64url') === text)

export const recordSchema = z.object({
  format: z.literal('lethe-agreement-1'),
  /** The exact texts whose hashes are signed. */
  document: z.object({ text: z.string(), annex1: z.string(), annex2: z.string(), annex3: z.string() }),
  fields: fieldsSchema,
  seal: hex,
  /** An event of the operator's log, as its export has it. */
  anchor: z.object({
    ...{ seq: z.int().min(1), at: z.iso.datetime(), action: z.string(), salt: z.string(), detail: z.string() },
    ...{ detailHash: hex, prevHash: hex, hash: hex },
  }),
  certificatePdfSha256: hex,
  publicKey: canonical,
  signature: canonical,
})
export type AgreementRecord = z.infer<typeof recordSchema>

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** One line a field, `name:bytes:value`: the length keeps a value from looking like the next field. */
export function sealedText(fields: Fields): string {
  return FIELD_NAMES.map((name) => {
    const value = fields[name] ?? ''
    return `${name}:${Buffer.byteLength(value)}:${value}\n`
  }).join('')
}

export const sealOf = (fields: Fields): string => sha256(sealedText(fields))

/** What the installation signs: changing the seal, its place or the certificate changes it. */
export function signedText({
  seal,
  anchor,
  certificatePdfSha256,
}: Pick<AgreementRecord, 'seal' | 'certificatePdfSha256'> & { anchor: { hash: string } }): string {
  return ['lethe-agreement-v1', seal, anchor.hash, certificatePdfSha256].join('\n')
}
