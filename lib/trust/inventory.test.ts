import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { COOKIES } from './cookie-list.ts'
import { INVENTORY } from './inventory.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

test('every table of the database stands in one row of the privacy page', () => {
  const schema = readFileSync(path.join(ROOT, 'prisma/schema.prisma'), 'utf8')
  const models = [...schema.matchAll(/^model \w+ \{[\s\S]*?@@map\("([^"]+)"\)/gm)].map((match) => match[1])
  expect(models.length).toBeGreaterThan(5)
  expect(INVENTORY.flatMap(({ tables }) => tables).sort()).toEqual(models.sort())
})

test('every cookie that the sign-in sets is named on the privacy page', () => {
  const code = ['lib/auth', 'lib/sso', 'lib/staff']
    .map((folder) => path.join(ROOT, folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const set = new Set([...code.matchAll(/'(__Host-[\w-]+)'/g)].map((match) => match[1]))
  const named = new Set(COOKIES.flatMap(({ name }) => name.split(', ')).filter((name) => name.startsWith('__Host-')))
  expect(set.size).toBeGreaterThan(2)
  expect([...named].sort()).toEqual([...set].sort())
})
