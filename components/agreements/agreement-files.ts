/** What there is of a signed agreement, and the name of each file when it is saved. */
export const FILES = [
  { file: 'document', name: 'lethe-dpa.pdf', label: 'Agreement, PDF' },
  { file: 'certificate', name: 'lethe-dpa-certificate.pdf', label: 'Certificate, PDF' },
  { file: 'record', name: 'lethe-dpa-record.json', label: 'Record' },
] as const
