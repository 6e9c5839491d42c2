import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { OPERATOR_COMMANDS } from './main.ts'

const ROOT = path.join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const names = Object.keys(OPERATOR_COMMANDS)

it('bin/lethe hands over exactly the commands of this table', () => {
  const [, list = ''] = /^ +([a-z| ]+)\) room=ops\/operator ;;$/m.exec(read('bin/lethe')) ?? []
  expect(list.split('|').map((name) => name.trim())).toEqual(names)
})

it('the help of the command line names them', () => {
  expect(read('cli/main.ts')).toContain(`For whoever runs the server: ${names.join(', ')}.`)
})
