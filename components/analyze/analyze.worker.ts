import { chartOf } from '#lib/pipeline/condense/chart-of.ts'
import { condense } from '#lib/pipeline/condense/condense.ts'
import { findMarkers } from '#lib/pipeline/redact/markers.ts'
import { defaultPolicy, type RedactionPolicy } from '#lib/pipeline/redact/policy.ts'
import { redact } from '#lib/pipeline/redact/redact.ts'
import { preparePolicy } from '#lib/pipeline/redact/tenant-patterns.ts'
import { budgetMsFor } from '#lib/pipeline/redact/time-budget.ts'
import { type Changes, keptOf, NO_CHANGES, selectedOf } from './changes.ts'
import { selectedPlaces } from './kept-places.ts'
import { createLogStore, type LogStore } from './log-store.ts'
import { type OpenedLog, openSources, Refused } from './open-sources.ts'
import type { BrowserPolicy, FromWorker, Stage, ToWorker } from './protocol.ts'
import { createThrottle } from './throttle.ts'
import { warmUpLines, withOtherWords } from './warm-up-lines.ts'

/**
 * Redacts and condenses one log away from the page. One worker serves one log: to cancel, or to open another, the page
 * ends it, and the text is gone with its memory. Nothing here writes to a console: an error's text may quote the log.
 */
declare const self: DedicatedWorkerGlobalScope

/** Enough to look alive, too few to take time from the work: each is a page drawn anew. */
const PROGRESS_EVERY_MS = 100
const mayReport = createThrottle(PROGRESS_EVERY_MS, () => performance.now())

let store: LogStore | null = null
let held: HeldLog | null = null
let opened = false
/** Of a text that comes in pieces. */
const parts: string[] = []

function post(message: FromWorker, transfer: Transferable[] = []) {
  self.postMessage(message, transfer)
}

const report = (stage: Stage) => (done: number, total: number) => {
  if (mayReport(stage)) post({ type: 'progress', stage, done, total })
}

/** Rounds of practice: two to four seconds. Ten megabytes are then condensed in half of the time; more rounds gain little. */
const WARM_UP_ROUNDS = 32

/** Runs the rooms on made-up lines until they are compiled or a log arrives; between rounds messages are read. */
async function warmUp() {
  const lines = warmUpLines()
  for (let round = 0; round < WARM_UP_ROUNDS && !opened; round++) {
    condense(redact(withOtherWords(lines, round)).text)
    await new Promise((resolve) => setTimeout(resolve))
  }
}
void warmUp()

/** The log and the rules it is prepared under, for as long as the worker lives. */
interface HeldLog {
  log: OpenedLog
  policy: RedactionPolicy
  revisionOf: string | null
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'part') {
    opened = true
    parts.push(data.text)
    return
  }
  if (data.type === 'open') return open(data)
  if (data.type === 'change') return change(data)
  if (!store) return
  if (data.type === 'rows') {
    post({ type: 'rows', request: data.request, rows: store.rows(data.pane, data.first, data.last) })
  } else {
    const body = store.body.slice().buffer
    post({ type: 'body', request: data.request, body }, [body])
  }
}

async function open({ sources, policy: given, revisionOf }: Extract<ToWorker, { type: 'open' }>) {
  opened = true
  await answered(async () => {
    const policy = await inForce(given)
    held = { log: await openSources(whole(sources), report('reading')), policy, revisionOf }
    return prepare(held, NO_CHANGES)
  })
}

function whole(sources: readonly (Blob | string)[]): readonly (Blob | string)[] {
  const [last] = sources
  if (parts.length === 0 || typeof last !== 'string') return sources
  return [[...parts.splice(0), last].join('')]
}

async function change({ changes }: Extract<ToWorker, { type: 'change' }>) {
  await answered(async () => held && prepare(held, changes))
}

/** Posts what became of a log: its summary, or why there is none. */
async function answered(make: () => Promise<LogStore | null>) {
  try {
    store = await make()
    if (store) post({ type: 'ready', summary: store.summary })
  } catch (error) {
    const known = error instanceof Refused
    post({ type: 'refused', reason: known ? error.reason : 'failed', bytes: known ? error.bytes : 0 })
  }
}

/** Saved settings were checked; to go on without one of the workspace's rules would let through what it names. */
async function inForce(given: BrowserPolicy): Promise<RedactionPolicy> {
  const { policy, rejected } = await preparePolicy({ ...defaultPolicy, ...given })
  if (rejected.length > 0) throw new Refused('failed')
  return policy
}

function prepare({ log, policy: given, revisionOf }: HeldLog, changes: Changes): LogStore {
  const { text: original } = log
  const [keep, values] = [keptOf(changes), selectedOf(changes)]
  const { places: redactToo, missing } = selectedPlaces(original, values)
  const policy = { ...given, values, keep, redactToo }
  report('redacting')(0, original.length)
  const inTime = { now: () => performance.now(), budgetMs: budgetMsFor(original.length) }
  const redaction = timed('redact', () => redact(original, policy, { ...inTime, onProgress: report('redacting') }))
  report('condensing')(0, original.length)
  const condensed = timed('condense', () => condense(redaction.text, { onProgress: report('condensing') }))
  if (condensed.lines.length === 0) throw new Refused('nothing-fits')
  const patternNames = new Set(policy.patterns.map(({ name }) => name))
  const markersOf = (part: string) => findMarkers(part, patternNames)
  const made = { chart: chartOf(condensed), version: changes.version, keep, missing, revisionOf }
  return timed('store', () =>
    createLogStore({ ...log, ...made, original, redaction, condensed, findMarkers: markersOf }),
  )
}

/** Leaves how long each step took on the worker's own timeline, for the browser's tools and the bench. */
function timed<T>(name: string, work: () => T): T {
  const start = performance.now()
  const done = work()
  performance.measure(name, { start, end: performance.now() })
  return done
}
