import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CLAIMS } from '../../lib/trust/claim-list.ts'
import { evidenceIn } from '../../lib/trust/evidence.ts'
import type { UnchainedRecord } from '../../lib/trust/evidence-record.ts'
import { check, NothingToCheck } from './check.ts'
import { CHECKS } from './check-list.ts'
import { runChecks } from './run-checks.ts'
import { createWorld } from './world.ts'
import { appendEvidence, evidenceOf } from './write-evidence.ts'

const world = createWorld(null, () => {})
const one = CLAIMS.filter(({ id }) => id === 'OUT-03')
const source = 'a'.repeat(64)
const run = (planted: string[] = []) =>
  runChecks({ claims: one, world, sourceHash: source, planted: new Set(planted), onDone: () => {} })

afterEach(() => vi.restoreAllMocks())

/** The named check behaves otherwise for the length of a test. */
function replace(id: string, made: ReturnType<typeof check>): void {
  const own = CHECKS[id]
  if (own === undefined) throw new Error(`there is no check ${id}`)
  vi.spyOn(own, 'run').mockImplementation(made.run)
}

describe('a run', () => {
  it('passes, with a control that went red', async () => {
    expect(await run()).toMatchObject([{ claim: 'OUT-03', outcome: 'pass', control: { ran: true, wentRed: true } }])
  })

  it('fails where the subject is broken on purpose', async () => {
    expect(await run(['OUT-03'])).toMatchObject([
      { outcome: 'fail', detail: 'A cell could be computed by a spreadsheet.' },
    ])
  })

  it('has no verdict where a check breaks, or has nothing to look at', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const broken = (error: Error) =>
      check({ read: () => Promise.reject(error), judge: () => ({ population: 1, faults: [] }), spoil: (x) => x })
    replace('hooks.formulas', broken(new Error('own goal')))
    expect(await run()).toMatchObject([{ outcome: 'error', control: { ran: false } }])
    replace('hooks.formulas', broken(new NothingToCheck('Nothing is here.')))
    expect(await run()).toMatchObject([{ outcome: 'skip', detail: 'Nothing is here.' }])
  })

  it('says so where the control stays green', async () => {
    replace('hooks.formulas', check({ read: () => 1, judge: () => ({ population: 1, faults: [] }), spoil: (x) => x }))
    expect(await run()).toMatchObject([{ outcome: 'pass', control: { ran: true, wentRed: false } }])
  })
})

describe('every check that needs no server', () => {
  const direct = Object.entries(CHECKS).filter(([id]) =>
    /^(redaction|engine\.(grounded|quiet|model-grounded|risk|injection|default-off|request-fields)|hooks\.(mutations|private|way|formulas|constant)|supply\.(hosts|locked|exact|scripts|sbom|pure)|service\.(telemetry|trackers|rates))/.test(
      id,
    ),
  )

  it.each(direct)('%s passes, and finds its own broken subject', async (_, made) => {
    const { verdict, control } = await made.run(world)
    expect(verdict.faults).toEqual([])
    expect(verdict.population).toBeGreaterThan(0)
    expect(control.faults.length).toBeGreaterThan(0)
  })

  it('are most of the checks that there are', () => {
    expect(direct.length).toBeGreaterThan(30)
  })
})

describe('the file of evidence', () => {
  const file = () => path.join(mkdtempSync(path.join(os.tmpdir(), 'lethe-evidence-')), 'evidence.jsonl')

  it('grows by whole runs that follow each other, and says who signed', async () => {
    const at = file()
    const records = (await run()) as UnchainedRecord[]
    appendEvidence(at, records, null)
    const kept = appendEvidence(at, records, Buffer.alloc(32, 3))
    expect(kept.map(({ signature }) => signature !== null)).toEqual([false, true])
    expect(kept[1]?.previous).toBe(kept[0]?.hash)
    expect(evidenceIn(readFileSync(at, 'utf8')).kind).toBe('records')
  })

  it('takes nothing behind an edit', async () => {
    const at = file()
    appendEvidence(at, await run(), null)
    writeFileSync(at, readFileSync(at, 'utf8').replace('"pass"', '"fail"'))
    expect(() => evidenceOf(at)).toThrow('not whole evidence')
  })
})
