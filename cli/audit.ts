import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { type Checkpoint, checkpointSchema, fingerprint } from '../lib/audit/checkpoint.ts'
import { type ExportReport, verifyExport } from '../lib/audit/verify-export.ts'
import { readArguments } from './arguments.ts'
import { UsageError } from './input.ts'
import type { Command } from './main.ts'
import { printable } from './printable.ts'

const HELP = `Usage: lethe audit verify EXPORT.jsonl [--since CHECKPOINT.json] [--key PUBLIC_KEY]

Recomputes every hash and signature of an exported audit log, offline. Prints sound (exit code 0) or what is wrong (exit
code 1).

  --since FILE   a checkpoint that you kept: the log must still run through it
  --key KEY      another public key that may have signed (after a rotation of the keys); may be repeated
  --help         print this

What it cannot show: events of the last minute before the export that no checkpoint covers, and a history that whoever
holds both the database and the signing key has rewritten since the last checkpoint that you kept.
`

const OPTIONS = { since: { type: 'string' }, key: { type: 'string', multiple: true } } as const

/** `lethe audit verify`: whether an export is whole and unchanged. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'audit', help: HELP, options: OPTIONS }, args)
  if (!asked) return 0
  const { values, positionals } = asked
  const [verb, file, ...more] = positionals
  if (verb !== 'verify' || file === undefined || more.length > 0)
    throw new UsageError('give verify and one export. Nothing was checked. lethe audit --help shows how.')
  const since = values.since === undefined ? null : await checkpointOf(values.since)
  const report = await verifyFile(file, since, values.key ?? [])
  process.stdout.write(`${printable(summary(report, since))}\n`)
  for (const problem of report.problems) process.stdout.write(`  ${printable(problem)}\n`)
  return report.sound ? 0 : 1
}

async function verifyFile(file: string, since: Checkpoint | null, trusted: readonly string[]): Promise<ExportReport> {
  try {
    const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
    return await verifyExport(lines, { since, trusted })
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}. Nothing was checked. Check the path.`)
  }
}

function summary({ sound, events, erased, signedUpTo, publicKeys }: ExportReport, since: Checkpoint | null): string {
  const kept = since === null ? '' : `, runs through your checkpoint at event ${since.seq}`
  const gone = erased === 0 ? '' : `, details of ${erased} erased`
  const signed =
    publicKeys.length === 0
      ? 'no event is signed'
      : `signed up to event ${signedUpTo} by ${publicKeys.map((key) => `key ${fingerprint(key)}`).join(', ')}`
  return sound ? `sound: ${events} events${gone}, ${signed}${kept}` : `not sound: ${events} events read`
}

async function checkpointOf(file: string): Promise<Checkpoint> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}. Nothing was checked. Check the path.`)
  }
  const parsed = checkpointSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new UsageError(
    `${file} is not a checkpoint. Nothing was checked. Save one from the page of the audit log, or from its mail.`,
  )
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
