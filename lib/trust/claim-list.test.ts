import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../ops/claims/check-list.ts'
import { checkFile, claimSchema, filled } from './claim.ts'
import { CLAIM_GROUPS, CLAIMS } from './claim-list.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const bound = CLAIMS.flatMap(({ checks }) => checks)

describe('the published claims', () => {
  test('are at least sixty that a check can prove wrong', () => {
    expect(CLAIMS.filter(({ checks }) => checks.length > 0).length).toBeGreaterThanOrEqual(60)
  })

  test('have ids that are used once', () => {
    expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length)
    expect(CLAIM_GROUPS.flatMap(({ claims }) => claims)).toHaveLength(CLAIMS.length)
  })

  test('are bound to checks that exist, each in the file that its id names', () => {
    expect(bound.filter(({ id }) => !Object.hasOwn(CHECKS, id)).map(({ id }) => id)).toEqual([])
    expect(bound.filter(({ id }) => !existsSync(path.join(ROOT, checkFile(id)))).map(({ id }) => id)).toEqual([])
  })

  test('use every check that there is', () => {
    const used = new Set(bound.map(({ id }) => id))
    expect(Object.keys(CHECKS).filter((id) => !used.has(id))).toEqual([])
  })
})

describe('the rules of a claim', () => {
  const [claim] = CLAIMS

  test('refuse one without a limit, without a check, or with a figure in its words', () => {
    expect(claimSchema.safeParse(claim).success).toBe(true)
    expect(claimSchema.safeParse({ ...claim, doesNotShow: [] }).success).toBe(false)
    expect(claimSchema.safeParse({ ...claim, checks: [] }).success).toBe(false)
    expect(claimSchema.safeParse({ ...claim, statement: 'We found 99 of a hundred.' }).success).toBe(false)
    expect(claimSchema.safeParse({ ...claim, statement: 'We found {found} under AES-256-GCM.' }).success).toBe(true)
  })

  test('fill figures from evidence, and a dash where there is none', () => {
    expect(filled('{found} of {planted}', { found: 7 })).toBe('7 of –')
  })
})
