import type { EgressOperation } from '../data/egress.ts'

/** One row of the monitor, as JSON carries it. Figures are those of the receipt, with who measured them. */
export interface EgressRow {
  id: string
  /** ISO 8601. */
  at: string
  what: 'analysis' | 'message'
  /** Where it came in, or the kind of the channel. */
  via: string
  /** Of log text that reached the measurer; null where nothing is known. */
  bytesIn: number | null
  redactions: number | null
  /** Of requests to models, or null for a message, whose size is not recorded. */
  bytesOut: number | null
  /** Hosts of models, or the name of the channel with what became of the message. */
  to: string[]
  bytesStored: number | null
  rawBytesStored: number | null
  /** SHA-256 of the redacted lines that were read, and of each body that left. */
  textSha256: string | null
  bodySha256: string[]
  measuredBy: string | null
  analysisId: string | null
}

export function egressRow(operation: EgressOperation): EgressRow {
  const { id, at } = operation
  if (operation.kind === 'message') {
    const { channelKind, channelName, state, analysisId } = operation
    return {
      ...{ id, at: at.toISOString(), what: 'message', via: channelKind, to: [`${channelName}: ${state}`], analysisId },
      ...{ bytesIn: null, redactions: null, bytesOut: null, bytesStored: null, rawBytesStored: null },
      ...{ textSha256: null, bodySha256: [], measuredBy: null },
    }
  }
  const { receipt, source } = operation
  return {
    ...{ id, at: at.toISOString(), what: 'analysis', via: source, analysisId: id },
    bytesIn: receipt.bytesIn,
    redactions: receipt.redactions.reduce((sum, { count }) => sum + count, 0),
    bytesOut: receipt.requests.reduce((sum, { bytesOut }) => sum + bytesOut, 0),
    to: [...new Set(receipt.requests.map(({ host }) => host))],
    bytesStored: receipt.bytesStored,
    rawBytesStored: receipt.rawBytesStored,
    textSha256: receipt.textSha256 ?? null,
    bodySha256: receipt.requests.map(({ bodySha256 }) => bodySha256),
    measuredBy: receipt.measuredBy,
  }
}
