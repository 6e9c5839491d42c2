import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { claimSchema } from './claim.ts'
import { CLAIMS } from './claim-list.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Files that a check's ref names. */
function filesOf(ref: string): string[] {
  const folder = path.join(ROOT, path.dirname(ref))
  if (!existsSync(folder)) return []
  const [before = '', after] = path.basename(ref).split('*')
  return readdirSync(folder).filter((name) =>
    after === undefined ? name === before : name.startsWith(before) && name.endsWith(after),
  )
}

describe('the published claims', () => {
  test('each file under claims/ is published', () => {
    const files = readdirSync(path.join(import.meta.dirname, 'claims')).filter((name) => name.endsWith('.ts'))
    expect(CLAIMS).toHaveLength(files.length)
  })

  test('ids are used once', () => {
    expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length)
  })

  test.each(CLAIMS.flatMap(({ id, checks }) => checks.map(({ ref }) => [id, ref] as const)))(
    '%s is bound to %s, which exists',
    (_, ref) => {
      expect(filesOf(ref)).not.toEqual([])
    },
  )

  test('a ref to nothing is noticed', () => {
    expect(filesOf('e2e/no-such.spec.ts')).toEqual([])
    expect(filesOf('lib/trust/no-such-*.test.ts')).toEqual([])
    expect(filesOf('lib/trust/claim-l*.test.ts')).toEqual(['claim-list.test.ts'])
  })

  test('a claim without a limit, or without a check, is refused', () => {
    const [claim] = CLAIMS
    expect(claimSchema.safeParse(claim).success).toBe(true)
    expect(claimSchema.safeParse({ ...claim, doesNotShow: [] }).success).toBe(false)
    expect(claimSchema.safeParse({ ...claim, checks: [] }).success).toBe(false)
  })
})
