import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { AUDIT_NOUNS } from './nouns.ts'

it('every action that the code or the database writes has its noun in the list', () => {
  const root = join(import.meta.dirname, '../..')
  const texts = ['lib', 'app', 'prisma/migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|sql)$/.test(file) && !/generated|\.test\.ts$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  )
  const written = texts.flatMap((text) =>
    text.includes('createAuditEvent') || text.includes('audit.append')
      ? [...text.matchAll(/'([a-z_]+)\.[a-z_]+'/g)].map(([, noun = '']) => noun)
      : [],
  )
  // Names of database functions and settings stand in the same files.
  const nouns = [...new Set(written)].filter((noun) => !['lethe', 'test'].includes(noun))
  expect(nouns.length).toBeGreaterThan(4)
  expect(nouns.filter((noun) => !(AUDIT_NOUNS as readonly string[]).includes(noun))).toEqual([])
})
