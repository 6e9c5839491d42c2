import { fingerprint } from '../audit/checkpoint.ts'
import { signText } from '../audit/ed25519.ts'
import { type Agreement, findAnchor, finishAgreement } from '../data/agreements.ts'
import { serverEnv } from '../env.ts'
import { certificatePdf } from './certificate-pdf.tsx'
import { type AgreementRecord, sha256, signedText } from './record.ts'

const SEED_BYTES = 32

/** Of this installation, for agreements alone: a signature of the audit log cannot be taken for one of these. */
const seed = (): Buffer => serverEnv().keyRing.derive('agreements/ed25519', SEED_BYTES)

/**
 * Makes the certificate and the record of a signature that has none, which is at once, or the next time somebody looks if the
 * process ended in between. Once: who comes second changes nothing.
 */
export async function certified(tokenHash: string, agreement: Agreement): Promise<void> {
  const { document, fields, seal, signedAt } = agreement
  if (fields === null || seal === null || signedAt === null || agreement.record !== null) return
  const anchor = await findAnchor(tokenHash)
  if (!anchor) return
  const { publicKey } = signText(seed(), '')
  const certificate = await certificatePdf(
    { fields, seal, anchor, publicKey, fingerprint: fingerprint(publicKey) },
    signedAt,
  )
  const unsigned = { seal, anchor, certificatePdfSha256: sha256(certificate) }
  const record: AgreementRecord = {
    ...{ format: 'lethe-agreement-1', document, fields, ...unsigned },
    ...signText(seed(), signedText(unsigned)),
  }
  await finishAgreement(tokenHash, certificate, `${JSON.stringify(record, null, 2)}\n`)
}
