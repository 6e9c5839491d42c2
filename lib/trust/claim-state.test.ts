import { describe, expect, test } from 'vitest'
import { type Claim, isChecked, wordsOf } from './claim.ts'
import { CLAIMS } from './claim-list.ts'
import { claimState, type StateInput } from './claim-state.ts'
import { claimView } from './claim-view.ts'
import { evidenceIn } from './evidence.ts'
import { chained, type EvidenceRecord, NO_RECORD, sha256Of, type UnchainedRecord } from './evidence-record.ts'
import { countStates } from './published-claims.ts'

const SOURCE = 'a'.repeat(64)
const NOW = new Date('2026-12-01T12:00:00Z')
const SEED = Buffer.alloc(32, 7)

function passOf(claim: Claim, check: Claim['checks'][number]): UnchainedRecord {
  return {
    claim: claim.id,
    check: check.id,
    outcome: 'pass',
    startedAt: '2026-12-01T10:00:00.000Z',
    finishedAt: '2026-12-01T10:00:01.000Z',
    sourceHash: SOURCE,
    population: check.minPopulation,
    figures: {},
    statementSha256: sha256Of(wordsOf(claim)),
    checkSha256: 'b'.repeat(64),
    outputSha256: 'c'.repeat(64),
    control: { ran: true, wentRed: true },
    detail: null,
  }
}

/** A whole run, in which `change` may alter single records. */
function runWith(change: (record: UnchainedRecord) => Partial<UnchainedRecord>, seed: Buffer | null = null): string {
  const records: EvidenceRecord[] = []
  for (const claim of CLAIMS) {
    for (const check of claim.checks) {
      const record = passOf(claim, check)
      records.push(chained({ ...record, ...change(record) }, records.at(-1)?.hash ?? NO_RECORD, seed))
    }
  }
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

const contextOf = (text: string, more: Partial<StateInput> = {}): Omit<StateInput, 'claim'> => ({
  ...{ evidence: evidenceIn(text), now: NOW, sourceHash: SOURCE, trustedKey: null, attestations: [] },
  ...more,
})
const whole = runWith(() => ({}))
const tested = CLAIMS.filter(isChecked)
const kindOf = (claim: Claim, context: Omit<StateInput, 'claim'>) => claimState({ claim, ...context }).kind

describe.each(tested.map((claim) => [claim.id, claim] as const))('%s', (_, claim) => {
  test('is verified by a whole run, and by nothing less', () => {
    expect(kindOf(claim, contextOf(whole))).toBe('verified')
    expect(kindOf(claim, { ...contextOf(''), evidence: { kind: 'none' } })).toBe('unverified')
  })

  test('turns red where its subject was broken, and turns no other red that does not share the check', () => {
    const broken = claim.checks[0]?.id
    const context = contextOf(runWith(({ check }) => (check === broken ? { outcome: 'fail' } : {})))
    expect(kindOf(claim, context)).toBe('failing')
    const others = CLAIMS.filter((other) => kindOf(other, context) === 'failing').map(({ id }) => id)
    expect(others).toEqual(CLAIMS.filter(({ checks }) => checks.some(({ id }) => id === broken)).map(({ id }) => id))
  })

  test('is unverified when a word of it is edited', () => {
    const edited = { ...claim, statement: `${claim.statement} Truly.` }
    expect(kindOf(edited, contextOf(whole))).toBe('changed')
    expect(kindOf({ ...claim, doesNotShow: ['Something else entirely.'] }, contextOf(whole))).toBe('changed')
  })

  test('goes stale when the clock goes on, and a run from the future proves nothing', () => {
    const days = Math.min(...claim.checks.map(({ ttlDays }) => ttlDays))
    const later = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
    expect(kindOf(claim, contextOf(whole, { now: later(days - 1) }))).toBe('verified')
    expect(kindOf(claim, contextOf(whole, { now: later(days + 1) }))).toBe('stale')
    expect(kindOf(claim, contextOf(whole, { now: later(-2) }))).toBe('unverified')
  })

  test('says so when other source was tested, or when the server does not know its own', () => {
    expect(kindOf(claim, contextOf(whole, { sourceHash: 'f'.repeat(64) }))).toBe('other_build')
    expect(kindOf(claim, contextOf(whole, { sourceHash: null }))).toBe('other_build')
  })
})

describe('a claim of any kind', () => {
  const first = tested[0] ?? neverHere()
  const stateWith = (change: Partial<UnchainedRecord>) => kindOf(first, contextOf(runWith(() => change)))

  test.each(['error', 'skip', 'not_run'] as const)('is unverified when a check ended with %s', (outcome) => {
    expect(stateWith({ outcome })).toBe('unverified')
  })

  test('is unverified when too little was looked at, or the control stayed green or did not run', () => {
    expect(stateWith({ population: 0 })).toBe('unverified')
    expect(stateWith({ control: { ran: true, wentRed: false } })).toBe('unverified')
    expect(stateWith({ control: { ran: false, wentRed: true } })).toBe('unverified')
  })

  test('counts the newest run, whatever came before', () => {
    const records = whole.trim().split('\n')
    const last = JSON.parse(records.at(-1) ?? '') as EvidenceRecord
    const again = chained({ ...passOf(first, first.checks[0] ?? neverHere()), outcome: 'fail' }, last.hash, null)
    expect(kindOf(first, contextOf(`${whole}${JSON.stringify(again)}\n`))).toBe('failing')
  })

  test('is attested by a name until a date, and never as a test', () => {
    const attested = CLAIMS.find((claim) => claim.class === 'attested') ?? neverHere()
    const said = { claim: attested.id, by: 'Ada', on: '2026-11-01', until: '2026-12-31', basis: 'A contract.' }
    expect(kindOf(attested, contextOf(whole))).toBe('unverified')
    expect(kindOf(attested, contextOf(whole, { attestations: [said] }))).toBe('attested')
    const late = { attestations: [said], now: new Date('2027-01-02T00:00:00Z') }
    expect(kindOf(attested, contextOf(whole, late))).toBe('stale')
  })

  test('counts where the key that the server trusts has signed, and nowhere else', () => {
    const signed = runWith(() => ({}), SEED)
    const key = (JSON.parse(signed.split('\n')[0] ?? '') as EvidenceRecord).publicKey ?? ''
    expect(kindOf(first, contextOf(signed, { trustedKey: key }))).toBe('verified')
    expect(kindOf(first, contextOf(whole, { trustedKey: key }))).toBe('unverified')
    expect(
      kindOf(
        first,
        contextOf(
          runWith(() => ({}), Buffer.alloc(32, 8)),
          { trustedKey: key },
        ),
      ),
    ).toBe('unverified')
  })
})

describe('edited evidence is refused as a whole', () => {
  const lines = runWith(() => ({}), SEED)
    .trim()
    .split('\n')
  const refused = (changed: readonly string[]) => evidenceIn(changed.join('\n'))

  test('when an outcome, a time or a figure is changed', () => {
    for (const [from, to] of [
      ['"outcome":"pass"', '"outcome":"fail"'],
      ['10:00:01', '10:30:01'],
      ['"population":', '"population":9'],
    ] as const) {
      const edited = lines.map((line, index) => (index === 5 ? line.replace(from, to) : line))
      expect(edited).not.toEqual(lines)
      expect(refused(edited).kind).toBe('refused')
    }
  })

  test('when a record is taken out of the middle, put elsewhere, or is no record', () => {
    expect(refused(lines.filter((_, index) => index !== 5)).kind).toBe('refused')
    expect(refused([...lines.slice(1, 3), lines[0] ?? '', ...lines.slice(3)]).kind).toBe('refused')
    expect(refused([...lines, '{"claim":"X"}']).kind).toBe('refused')
  })

  test('when a signature is that of another record', () => {
    const [one, two] = lines.slice(0, 2).map((line) => JSON.parse(line) as EvidenceRecord)
    const swapped = { ...one, signature: two?.signature ?? null }
    expect(refused([JSON.stringify(swapped), ...lines.slice(1)]).kind).toBe('refused')
  })

  test('and every claim that needs it is unverified', () => {
    const context = contextOf(lines.map((line) => line.replace('"pass"', '"fail"')).join('\n'))
    const views = CLAIMS.map((claim) => claimView(claim, context))
    expect(countStates(views).verified).toBe(0)
    expect(views.filter(({ state }) => /edited/.test(state.detail)).length).toBe(tested.length)
  })
})

function neverHere(): never {
  throw new Error('such a claim is needed here')
}
