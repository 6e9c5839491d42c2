import { z } from 'zod'
import { detailHash, eventHash, GENESIS } from './chain-hash.ts'
import { type Checkpoint, checkpointSchema, isSigned } from './checkpoint.ts'

/**
 * Checks an export of the audit log (JSON Lines: one header, events in order, checkpoints, one end) without the server that
 * made it. Everything is recomputed; nothing that the file says of itself is believed.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const exportHeaderSchema = z.object({
  kind: z.literal('header'),
  format: z.literal('lethe-audit-1'),
  tenant: z.uuid(),
  exportedAt: z.iso.datetime(),
})
export const exportEventSchema = z.object({
  kind: z.literal('event'),
  seq: z.int().min(1),
  at: z.iso.datetime(),
  action: z.string().max(80),
  detailHash: hash,
  prevHash: hash,
  hash,
  /** Null where the detail was erased: the chain then still holds its hash. */
  salt: hash.nullable(),
  detail: z.string().max(16_384).nullable(),
})
const exportCheckpointSchema = checkpointSchema.extend({ kind: z.literal('checkpoint') })
export const exportEndSchema = z.object({ kind: z.literal('end'), events: z.int().min(0), head: hash })
const lineSchema = z.discriminatedUnion('kind', [
  exportHeaderSchema,
  exportEventSchema,
  exportCheckpointSchema,
  exportEndSchema,
])
export type ExportLine = z.infer<typeof lineSchema>
type ExportEvent = z.infer<typeof exportEventSchema>

export interface ExportReport {
  /** Nothing was found that should not be. */
  sound: boolean
  /** What is wrong, one sentence each, at most `MAX_PROBLEMS`. */
  problems: string[]
  events: number
  erased: number
  checkpoints: number
  /** Highest event that a valid checkpoint stands over; 0 where there is none. */
  signedUpTo: number
  publicKeys: string[]
}

const MAX_PROBLEMS = 50

/**
 * `lines`: the export's lines. `since`: a checkpoint that was kept elsewhere; the chain has to run through it, and newer
 * checkpoints have to be signed by its key or by one named in `trusted`. Never throws for what a file holds.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  { since = null, trusted = [] }: { since?: Checkpoint | null; trusted?: readonly string[] } = {},
): Promise<ExportReport> {
  const check = new ExportCheck(since, trusted)
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() !== '') check.line(line, number)
  }
  return check.report()
}

class ExportCheck {
  readonly #since: Checkpoint | null
  readonly #trusted: readonly string[]
  readonly #problems: string[] = []
  readonly #hashes = new Map<number, string>()
  readonly #checkpoints: Checkpoint[] = []
  #tenant: string | null = null
  #last: ExportEvent | null = null
  #events = 0
  #erased = 0
  #ended = false

  constructor(since: Checkpoint | null, trusted: readonly string[]) {
    this.#since = since
    this.#trusted = trusted
  }

  line(text: string, number: number): void {
    const parsed = lineSchema.safeParse(parseJson(text))
    const line = parsed.data
    if (!line) this.#problem(`Line ${number} is not a line of an audit export.`)
    else if (this.#ended) this.#problem(`Line ${number} stands after the end.`)
    else if (line.kind === 'header') {
      if (this.#tenant !== null || this.#events > 0) this.#problem(`Line ${number} is a second header.`)
      this.#tenant ??= line.tenant
    } else if (this.#tenant === null) this.#problem(`Line ${number} stands before the header.`)
    else if (line.kind === 'event') this.#event(line, this.#tenant)
    else if (line.kind === 'checkpoint') this.#checkpoints.push(line)
    else this.#end(line)
  }

  #event(event: ExportEvent, tenant: string): void {
    const { seq } = event
    const expected = (this.#last?.seq ?? 0) + 1
    if (seq !== expected) this.#problem(`Event ${expected} is missing or out of order: ${seq} stands in its place.`)
    const before = this.#last?.hash ?? GENESIS
    if (event.prevHash !== before) this.#problem(`Event ${seq} does not follow the one before it.`)
    if (eventHash({ ...event, tenant }) !== event.hash) this.#problem(`Event ${seq} was changed.`)
    if (event.salt === null || event.detail === null) this.#erased++
    else if (detailHash(event.salt, event.detail) !== event.detailHash)
      this.#problem(`The detail of event ${seq} was changed.`)
    this.#hashes.set(seq, event.hash)
    this.#last = event
    this.#events++
  }

  #end({ events, head }: z.infer<typeof exportEndSchema>): void {
    this.#ended = true
    if (events !== this.#events || head !== (this.#last?.hash ?? GENESIS))
      this.#problem('The file ends elsewhere than it says: events were left out.')
  }

  report(): ExportReport {
    if (this.#tenant === null) this.#problem('The file has no header.')
    if (!this.#ended) this.#problem('The file is cut off: its end is missing.')
    const signed = this.#checkpoints.filter((checkpoint) => this.#stands(checkpoint, 'A checkpoint'))
    if (this.#since) this.#through(this.#since)
    return {
      sound: this.#problems.length === 0,
      problems: this.#problems,
      events: this.#events,
      erased: this.#erased,
      checkpoints: signed.length,
      signedUpTo: Math.max(0, ...signed.map(({ seq }) => seq)),
      publicKeys: [...new Set(signed.map(({ publicKey }) => publicKey))],
    }
  }

  #stands(checkpoint: Checkpoint, name: string): boolean {
    const { seq, hash: signedHash, tenant } = checkpoint
    const keys = this.#since ? [this.#since.publicKey, ...this.#trusted] : this.#trusted
    const problem =
      tenant !== this.#tenant
        ? `${name} at event ${seq} is of another workspace.`
        : !isSigned(checkpoint)
          ? `${name} at event ${seq} has a signature that does not hold.`
          : keys.length > 0 && !keys.includes(checkpoint.publicKey)
            ? `${name} at event ${seq} is signed by a key that you have not named.`
            : this.#hashes.get(seq) === undefined
              ? `${name} stands over event ${seq}, which is gone: the end of the log was cut off.`
              : this.#hashes.get(seq) !== signedHash
                ? `${name} at event ${seq} was signed over another history.`
                : null
    if (problem !== null) this.#problem(problem)
    return problem === null
  }

  #through(since: Checkpoint): void {
    this.#stands(since, 'Your checkpoint')
  }

  #problem(sentence: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(sentence)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
