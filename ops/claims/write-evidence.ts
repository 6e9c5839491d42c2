import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  chained,
  chainProblem,
  type EvidenceRecord,
  NO_RECORD,
  parseEvidence,
  type UnchainedRecord,
} from '../../lib/trust/evidence-record.ts'
import { OpsError } from '../ops-error.ts'

/** About forty whole runs; older records are dropped from the front, and the chain then begins later. */
const MAX_RECORDS = 4_000

/** The records of a file, or none where there is no file. Throws where it was edited: nothing is put behind that. */
export function evidenceOf(file: string): EvidenceRecord[] {
  if (!existsSync(file)) return []
  const refuse = (why: string) =>
    new OpsError(`${file} is not whole evidence: ${why}`, 'Move it aside; the next run begins a new chain.')
  let records: EvidenceRecord[]
  try {
    records = parseEvidence(readFileSync(file, 'utf8'))
  } catch {
    throw refuse('a line of it is not a record.')
  }
  const problem = chainProblem(records)
  if (problem !== null) throw refuse(problem)
  return records
}

/** Puts the records of a run behind those of the file, signed where there is a seed. Written whole, then moved in place. */
export function appendEvidence(file: string, run: readonly UnchainedRecord[], seed: Buffer | null): EvidenceRecord[] {
  const records = evidenceOf(file)
  for (const record of run) records.push(chained(record, records.at(-1)?.hash ?? NO_RECORD, seed))
  const kept = records.slice(-MAX_RECORDS)
  mkdirSync(path.dirname(file), { recursive: true })
  const half = `${file}.${process.pid}.half`
  writeFileSync(half, kept.map((record) => `${JSON.stringify(record)}\n`).join(''))
  renameSync(half, file)
  return kept
}
