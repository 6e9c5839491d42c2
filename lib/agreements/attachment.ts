import { attachment } from '../attachment.ts'
import type { AgreementFile } from '../data/agreements.ts'

const NAMES = {
  document: ['lethe-dpa.pdf', 'pdf'],
  certificate: ['lethe-dpa-certificate.pdf', 'pdf'],
  record: ['lethe-dpa-record.json', 'json'],
} as const

export const agreementAttachment = (bytes: Uint8Array, file: AgreementFile): Response =>
  attachment(bytes, ...NAMES[file])
