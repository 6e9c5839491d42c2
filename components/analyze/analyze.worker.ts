import { condense } from '#lib/pipeline/condense/condense.ts'
import { findMarkers } from '#lib/pipeline/redact/markers.ts'
import { defaultPolicy, type RedactionPolicy } from '#lib/pipeline/redact/policy.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import { preparePolicy } from '#lib/pipeline/redact/tenant-patterns.ts'
import { decodeLog, isBlank } from './decode-log.ts'
import { createLogStore, type LogStore } from './log-store.ts'
import {
  type BrowserPolicy,
  type FromWorker,
  MAX_FILE_BYTES,
  type Refusal,
  type Stage,
  type ToWorker,
} from './protocol.ts'
import { createThrottle } from './throttle.ts'
import { warmUpLines } from './warm-up-lines.ts'

/**
 * Redacts and condenses one log away from the page. One worker serves one log: to cancel, or to open another, the page
 * ends it, and the text is gone with its memory. Nothing here writes to a console: an error's text may quote the log.
 */
declare const self: DedicatedWorkerGlobalScope

class Refused extends Error {
  readonly reason: Refusal
  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

/** Enough to look alive, too few to keep the page busy. */
const PROGRESS_EVERY_MS = 50
const mayReport = createThrottle(PROGRESS_EVERY_MS, () => performance.now())

let store: LogStore | null = null
let opened = false
let bytes = 0

function post(message: FromWorker, transfer: Transferable[] = []) {
  self.postMessage(message, transfer)
}

const report = (stage: Stage) => (done: number, total: number) => {
  if (mayReport(stage)) post({ type: 'progress', stage, done, total })
}

/** Rounds of practice. More than this many gain nothing that a person would notice. */
const WARM_UP_ROUNDS = 14

/** Runs the rooms on made-up lines until they are compiled or a log arrives; between rounds messages are read. */
async function warmUp() {
  const lines = warmUpLines()
  for (let round = 0; round < WARM_UP_ROUNDS && !opened; round++) {
    condense(redact(lines).text)
    await new Promise((resolve) => setTimeout(resolve))
  }
}
void warmUp()

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') return open(data.source, data.policy)
  if (!store) return
  if (data.type === 'rows') {
    post({ type: 'rows', request: data.request, rows: store.rows(data.pane, data.first, data.last) })
  } else {
    const body = store.body.slice().buffer
    post({ type: 'body', request: data.request, body }, [body])
  }
}

async function open(source: Blob | string, given: BrowserPolicy) {
  opened = true
  try {
    const { policy, rejected } = await preparePolicy({ ...defaultPolicy, ...given })
    // Saved settings were checked; to go on without one of the workspace's rules would let through what it names.
    if (rejected.length > 0) throw new Refused('failed')
    store = prepare(typeof source === 'string' ? fromText(source) : await fromFile(source), policy)
    post({ type: 'ready', summary: store.summary })
  } catch (error) {
    post({ type: 'refused', reason: error instanceof Refused ? error.reason : 'failed', bytes })
  }
}

interface Opened {
  text: string
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE'
}

function fromText(text: string): Opened {
  // A UTF-16 unit is at least one byte of UTF-8: no need to encode what is too large either way.
  bytes = text.length > MAX_FILE_BYTES ? text.length : new TextEncoder().encode(text).length
  if (bytes > MAX_FILE_BYTES) throw new Refused('too-large')
  if (isBlank(text)) throw new Refused('empty')
  if (text.slice(0, 8_000).includes('\0')) throw new Refused('binary')
  return { text, encoding: 'UTF-8' }
}

async function fromFile(file: Blob): Promise<Opened> {
  bytes = file.size
  if (bytes > MAX_FILE_BYTES) throw new Refused('too-large')
  const decoded = decodeLog(await readAll(file))
  if ('refused' in decoded) throw new Refused(decoded.refused)
  return decoded
}

async function readAll(file: Blob): Promise<Uint8Array> {
  const all = new Uint8Array(file.size)
  let at = 0
  try {
    for (const reader = file.stream().getReader(); ; ) {
      const { done, value } = await reader.read()
      if (done) return all.subarray(0, at)
      all.set(value, at)
      at += value.length
      report('reading')(at, file.size)
    }
  } catch {
    // A folder, a file without permission, or one that changed since it was chosen.
    throw new Refused('unreadable')
  }
}

function prepare({ text, encoding }: Opened, policy: RedactionPolicy): LogStore {
  report('redacting')(0, text.length)
  const redaction = timed('redact', () => redact(text, policy, { onProgress: report('redacting') }))
  report('condensing')(0, text.length)
  const condensed = timed('condense', () => condense(redaction.text, { onProgress: report('condensing') }))
  if (condensed.lines.length === 0) throw new Refused('nothing-fits')
  const patternNames = new Set(policy.patterns.map(({ name }) => name))
  const markersOf = (part: string) => findMarkers(part, patternNames)
  const parts = { original: text, bytes, encoding, redaction, condensed, findMarkers: markersOf }
  return timed('store', () => createLogStore(parts))
}

/** Leaves how long each step took on the worker's own timeline, for the browser's tools and the bench. */
function timed<T>(name: string, work: () => T): T {
  const start = performance.now()
  const done = work()
  performance.measure(name, { start, end: performance.now() })
  return done
}
