import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Claim, type ClaimCheck, checkFile, wordsOf } from '../../lib/trust/claim.ts'
import { sha256Of, type UnchainedRecord } from '../../lib/trust/evidence-record.ts'
import { type Check, type Judged, NothingToCheck } from './check.ts'
import { findCheck } from './check-list.ts'
import type { World } from './world.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** A check that hangs must not hold up the others. */
const CHECK_TIMEOUT_MS = 90_000

export interface Run {
  claims: readonly Claim[]
  world: World
  sourceHash: string
  /** Ids of claims whose subject is broken on purpose. */
  planted: ReadonlySet<string>
  onDone: (record: UnchainedRecord) => void
}

type Outcome = Pick<UnchainedRecord, 'outcome' | 'population' | 'figures' | 'control' | 'detail' | 'outputSha256'>

/** Runs every check of `claims`, each once however many claims it serves, and returns one record for each of them. */
export async function runChecks({ claims, world, sourceHash, planted, onDone }: Run): Promise<UnchainedRecord[]> {
  const seen = new Map<string, Promise<Pick<UnchainedRecord, 'startedAt' | 'finishedAt'> & Outcome>>()
  const records: UnchainedRecord[] = []
  for (const claim of claims) {
    for (const bound of claim.checks) {
      const key = `${bound.id}/${planted.has(claim.id)}`
      const running = seen.get(key) ?? timed(findCheck(bound.id), world, planted.has(claim.id))
      seen.set(key, running)
      const record = { ...(await running), ...identity(claim, bound), sourceHash }
      records.push(record)
      onDone(record)
    }
  }
  return records
}

function identity(claim: Claim, bound: ClaimCheck) {
  return {
    claim: claim.id,
    check: bound.id,
    statementSha256: sha256Of(wordsOf(claim)),
    checkSha256: sha256Of(readFileSync(path.join(ROOT, checkFile(bound.id)), 'utf8')),
  }
}

async function timed(check: Check | undefined, world: World, planted: boolean) {
  const startedAt = new Date().toISOString()
  const outcome =
    check === undefined ? noVerdict('not_run', 'There is no such check.') : await tried(check, world, planted)
  return { startedAt, finishedAt: new Date().toISOString(), ...outcome }
}

async function tried(check: Check, world: World, planted: boolean): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NothingToCheck('It took too long.')), CHECK_TIMEOUT_MS)
  })
  try {
    const running = planted ? check.runPlanted(world) : check.run(world)
    return outcomeOf(await Promise.race([running, late]))
  } catch (error) {
    if (error instanceof NothingToCheck) return noVerdict('skip', error.message)
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return noVerdict('error', 'The check itself broke.')
  } finally {
    clearTimeout(timer)
  }
}

function outcomeOf({ verdict, control }: { verdict: Judged; control: Judged }): Outcome {
  return {
    outcome: verdict.faults.length === 0 ? 'pass' : 'fail',
    population: verdict.population,
    figures: { ...verdict.figures },
    control: { ran: true, wentRed: control.faults.length > 0 },
    detail: verdict.faults[0]?.slice(0, 300) ?? null,
    outputSha256: sha256Of(JSON.stringify(verdict)),
  }
}

function noVerdict(outcome: 'error' | 'skip' | 'not_run', detail: string): Outcome {
  return {
    outcome,
    population: 0,
    figures: {},
    control: { ran: false, wentRed: false },
    detail: detail.slice(0, 300),
    outputSha256: sha256Of(detail),
  }
}
