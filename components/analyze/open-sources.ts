import { type Decoded, decodeLog, type Encoding, isBlank } from './decode-log.ts'
import { indexLog } from './line-index.ts'
import { type LogPart, MAX_FILE_BYTES, type Refusal } from './protocol.ts'

/** Unpacking stops here, whatever a file says of itself. */
export const MAX_UNPACKED_BYTES = 50_000_000
/** Logs shrink 5 to 50 times; beyond this a file is made to fill a memory. */
export const MAX_RATIO = 200
/** Below this the ratio says nothing: ten thousand equal lines are no attack. */
const RATIO_FROM_BYTES = 1024 * 1024

/** Why a log was not taken; `bytes` as far as they were counted. */
export class Refused extends Error {
  readonly reason: Refusal
  readonly bytes: number
  constructor(reason: Refusal, bytes = 0) {
    super(reason)
    this.reason = reason
    this.bytes = bytes
  }
}

export interface OpenedLog {
  text: string
  encoding: Encoding
  /** Unpacked, separators not counted. */
  bytes: number
  parts: LogPart[]
}

/** Hears how many of how many bytes were read; a total of 0 is not known. */
export type OnRead = (done: number, total: number) => void

interface OnePart {
  text: string
  encoding: Encoding
  bytes: number
  packedBytes: number | null
}

/**
 * One log from a text, a file or several files, which are joined in the order given with a separator line before each. The
 * separator has a number and no name: file names do not leave the page. Throws Refused.
 */
export async function openSources(sources: readonly (Blob | string)[], onRead: OnRead): Promise<OpenedLog> {
  const opened: OnePart[] = []
  let bytes = 0
  for (const source of sources) {
    const part = typeof source === 'string' ? fromText(source) : await fromFile(source, onRead)
    bytes += part.bytes
    if (bytes > MAX_FILE_BYTES) throw new Refused('too-large', bytes)
    opened.push(part)
  }
  const [only] = opened
  if (only && opened.length === 1) {
    if (isBlank(only.text)) throw new Refused('empty', bytes)
    const parts = only.packedBytes === null ? [] : [partOf(only, 0, 1, indexLog(only.text).count)]
    return { text: only.text, encoding: only.encoding, bytes, parts }
  }
  if (opened.every(({ text }) => isBlank(text))) throw new Refused('empty', bytes)
  return { ...joined(opened), bytes }
}

function joined(opened: readonly OnePart[]): Pick<OpenedLog, 'text' | 'encoding' | 'parts'> {
  const texts: string[] = []
  const parts: LogPart[] = []
  let line = 1
  opened.forEach((part, index) => {
    const last = line + indexLog(part.text).count
    parts.push(partOf(part, index, line + 1, last))
    texts.push(`=== file ${index + 1} of ${opened.length} ===\n`, part.text)
    if (part.text !== '' && !/[\r\n]$/.test(part.text)) texts.push('\n')
    line = last + 1
  })
  return { text: texts.join(''), encoding: opened[0]?.encoding ?? 'UTF-8', parts }
}

function partOf({ bytes, packedBytes }: OnePart, index: number, firstLine: number, lastLine: number): LogPart {
  return { index, firstLine, lastLine, bytes, packedBytes }
}

function fromText(text: string): OnePart {
  // A UTF-16 unit is at least one byte of UTF-8: no need to encode what is too large either way.
  const bytes = text.length > MAX_FILE_BYTES ? text.length : new TextEncoder().encode(text).length
  if (bytes > MAX_FILE_BYTES) throw new Refused('too-large', bytes)
  if (text.slice(0, 8_000).includes('\0')) throw new Refused('binary', bytes)
  return { text, encoding: 'UTF-8', bytes, packedBytes: null }
}

async function fromFile(file: Blob, onRead: OnRead): Promise<OnePart> {
  // A packed file may not be larger than the text it may hold.
  if (file.size > MAX_FILE_BYTES) throw new Refused('too-large', file.size)
  const raw = await readAll(file.stream(), (done) => onRead(done, file.size), 'unreadable')
  const packed = raw[0] === 0x1f && raw[1] === 0x8b
  const bytes = packed ? await unpack(raw, onRead) : raw
  const decoded: Decoded = decodeLog(bytes)
  const sizes = { bytes: bytes.length, packedBytes: packed ? raw.length : null }
  if (!('refused' in decoded)) return { ...decoded, ...sizes }
  // One empty file among several is no reason to refuse them all.
  if (decoded.refused === 'empty') return { text: '', encoding: 'UTF-8', ...sizes }
  throw new Refused(decoded.refused, bytes.length)
}

/** Unpacks in pieces and stops at the limits, so that a bomb costs no more than they allow. */
async function unpack(raw: Uint8Array<ArrayBuffer>, onRead: OnRead): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream('gzip'))
  const bytes = await readAll(
    stream,
    (done) => {
      if (done > MAX_UNPACKED_BYTES) throw new Refused('gzip-too-large', done)
      if (done > RATIO_FROM_BYTES && done > raw.length * MAX_RATIO) throw new Refused('gzip-ratio', done)
      onRead(done, 0)
    },
    'gzip-broken',
  )
  if (bytes.length > MAX_FILE_BYTES) throw new Refused('too-large', bytes.length)
  return bytes
}

/** All bytes of a stream. What `heard` throws ends the reading; any other failure is refused as `broken`. */
async function readAll(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  heard: (done: number) => void,
  broken: Refusal,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      pieces.push(value)
      size += value.length
      heard(size)
    }
  } catch (error) {
    await reader.cancel().catch(() => {})
    // A folder, a file without permission, one that changed since it was chosen; or what is no gzip after all.
    throw error instanceof Refused ? error : new Refused(broken, size)
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
