import { attachment } from '../attachment.ts'
import type { AgreementFile } from '../data/agreements.ts'

const NAMES = {
  document: ['lethe-dpa.pdf', 'pdf'],
  certificate: ['lethe-dpa-certificate.pdf', 'pdf'],
  record: ['lethe-dpa-record.json', 'json'],
} as const

export function agreementAttachment(bytes: Uint8Array, file: AgreementFile): Response {
  const [name, type] = NAMES[file]
  return attachment(bytes, name, type)
}
