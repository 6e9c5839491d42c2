import { describe, expect, test } from 'vitest'
import { CLAIMS } from './claim-list.ts'
import { claimState } from './claim-state.ts'
import { type EvidenceRecord, readEvidence, statementSha256 } from './evidence.ts'

const claim = CLAIMS.find(({ checks }) => checks.length === 2)
if (claim === undefined) throw new Error('a claim with two checks is needed here')
const COMMIT = 'a1b2c3d4'
const NOW = new Date('2026-11-21T12:00:00Z')

const pass: EvidenceRecord[] = claim.checks.map(({ id, minPopulation }) => ({
  claim: claim.id,
  check: id,
  outcome: 'pass',
  finishedAt: '2026-11-21T10:00:00Z',
  commit: COMMIT,
  population: minPopulation,
  negativeControlWentRed: true,
  statementSha256: statementSha256(claim.statement),
}))

/** The state when the second check's record is changed. */
function stateWith(change: Partial<EvidenceRecord>, now = NOW, commit: string | null = COMMIT) {
  const evidence = pass.map((record, index) => (index === 1 ? { ...record, ...change } : record))
  return claimState({ claim: claim ?? neverHere(), evidence, now, commit }).kind
}
function neverHere(): never {
  throw new Error('checked above')
}

describe('the state of a claim', () => {
  test('is verified only when every check passed on this build', () => {
    expect(stateWith({})).toBe('verified')
  })

  test('is unverified without evidence', () => {
    expect(claimState({ claim, evidence: 'none', now: NOW, commit: COMMIT })).toEqual({
      kind: 'unverified',
      detail: 'No evidence shipped with this build.',
    })
    expect(claimState({ claim, evidence: 'unreadable', now: NOW, commit: COMMIT }).kind).toBe('unverified')
    expect(claimState({ claim, evidence: [], now: NOW, commit: COMMIT }).kind).toBe('unverified')
  })

  test('is failing when one check failed, whatever the others say', () => {
    expect(stateWith({ outcome: 'fail' })).toBe('failing')
  })

  test.each(['error', 'skip', 'not_run'] as const)('is unverified when a check ended with %s', (outcome) => {
    expect(stateWith({ outcome })).toBe('unverified')
  })

  test('is unverified when too little was looked at or the control stayed green', () => {
    expect(stateWith({ population: 0 })).toBe('unverified')
    expect(stateWith({ negativeControlWentRed: false })).toBe('unverified')
  })

  test('changes when a word is edited', () => {
    expect(stateWith({ statementSha256: statementSha256(`${claim.statement} `) })).toBe('changed')
  })

  test('goes stale with time, and a run from the future proves nothing', () => {
    expect(stateWith({}, new Date('2026-12-21T12:00:00Z'))).toBe('stale')
    expect(stateWith({}, new Date('2026-11-20T12:00:00Z'))).toBe('unverified')
  })

  test('says so when other code was tested, or when the build does not know its own', () => {
    expect(stateWith({}, NOW, 'ffffffff')).toBe('other_build')
    expect(stateWith({}, NOW, null)).toBe('other_build')
  })

  test('never shows an attestation as a test', () => {
    const attested = { ...claim, class: 'attested' as const }
    expect(claimState({ claim: attested, evidence: pass, now: NOW, commit: COMMIT }).kind).toBe('attested')
  })
})

test('a missing file is no evidence', () => {
  expect(readEvidence('/nonexistent/evidence.json')).toBe('none')
})
