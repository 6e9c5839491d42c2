import { detailHash, eventHash } from '../audit/chain-hash.ts'
import { fingerprint } from '../audit/checkpoint.ts'
import { isSignedText } from '../audit/ed25519.ts'
import { type AgreementRecord, PART_NAMES, PARTS, recordSchema, sealOf, sha256, signedText } from './record.ts'

/** Whether a signed agreement is what was signed. Needs nothing but the record, and the PDFs if they are to be checked too. */
export interface AgreementReport {
  problems: string[]
  /** What was looked at, in words. */
  lines: string[]
}

export interface AgreementFiles {
  document: Uint8Array | null
  certificate: Uint8Array | null
  /** The key that must have signed; null for any. */
  key: string | null
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** True for a file that says that it is one, sound or not. */
export const isAgreement = (text: string): boolean => /"format"\s*:\s*"lethe-agreement-/.test(text.slice(0, 400))

/** Never throws for what a file holds. */
export function verifyAgreement(text: string, files: AgreementFiles): AgreementReport {
  let record: AgreementRecord
  try {
    record = recordSchema.parse(JSON.parse(text))
  } catch {
    return { problems: ['The record is damaged: it is not of the format lethe-agreement-1.'], lines: [] }
  }
  const problems = [
    ...partProblems(record),
    ...sealProblems(record),
    ...anchorProblems(record),
    ...fileProblems(record, files),
    ...keyProblems(record, files.key),
  ]
  return { problems, lines: linesOf(record, files) }
}

function partProblems({ document, fields }: AgreementRecord): string[] {
  return PARTS.filter((part) => sha256(document[part]) !== fields[`${part}Sha256`]).map(
    (part) => `${PART_NAMES[part]} is not what was signed: its SHA-256 differs from the record.`,
  )
}

function sealProblems({ fields, seal }: AgreementRecord): string[] {
  return sealOf(fields) === seal
    ? []
    : ['The seal does not fit the fields of the record: one of them, or the seal, was changed.']
}

function anchorProblems({ anchor, seal }: AgreementRecord): string[] {
  const { seq, at, action, salt, detail, detailHash: stated, prevHash, hash } = anchor
  if (detailHash(salt, detail) !== stated || !detail.includes(seal))
    return ['The event of the log does not name this seal.']
  const recomputed = eventHash({ tenant: NOBODY, seq, at, action, detailHash: stated, prevHash })
  return recomputed === hash ? [] : ['The event of the log was changed: its hash does not fit.']
}

function fileProblems({ fields, certificatePdfSha256 }: AgreementRecord, { document, certificate }: AgreementFiles) {
  return [
    ...(document && sha256(document) !== fields.documentPdfSha256
      ? ['The PDF of the agreement is not the one that was signed.']
      : []),
    ...(certificate && sha256(certificate) !== certificatePdfSha256
      ? ['The PDF of the certificate is not the one that was issued.']
      : []),
  ]
}

function keyProblems(record: AgreementRecord, key: string | null): string[] {
  if (!isSignedText(signedText(record), record))
    return [
      'The signature of the installation does not fit: the seal, its place in the log or the certificate was changed.',
    ]
  return key === null || key === record.publicKey
    ? []
    : ['The record is signed by another key than the one that was asked for.']
}

function linesOf(
  { fields, seal, anchor, publicKey }: AgreementRecord,
  { document, certificate }: AgreementFiles,
): string[] {
  return [
    `${fields.kind} version ${fields.version}, ${fields.company} and ${fields.provider}`,
    `signed ${fields.signedAt} by ${fields.signerName} <${fields.signerEmail}>`,
    `countersigned ${fields.countersignedAt} by ${fields.countersignerName}`,
    `seal ${seal}`,
    `event ${anchor.seq} of the operator's log; key ${fingerprint(publicKey)}`,
    `PDF of the agreement ${document ? 'compared' : 'not given'}, of the certificate ${certificate ? 'compared' : 'not given'}`,
  ]
}
