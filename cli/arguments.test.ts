import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const LETHE = path.join(import.meta.dirname, '..', 'bin', 'lethe')
const lethe = (args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(LETHE, args, { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}
const COMMANDS = ['analyze', 'audit', 'condense', 'egress', 'parse', 'redact', 'templates']

describe.each(COMMANDS)('lethe %s', (command) => {
  it('refuses an option it does not have: what, that nothing was read, and where to look', () => {
    const { status, stdout, stderr } = lethe([command, '--fast'], 'password=hunter2')
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: `lethe ${command}: there is no option --fast. Nothing was read. lethe ${command} --help shows what there is.\n`,
    })
  })

  it('gives help whatever else was typed, and reads nothing', () => {
    const { status, stdout, stderr } = lethe([command, 'no-such-file', '-h'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^Usage: lethe ${command} `))
  })
})

describe('what was typed', () => {
  it.each([
    [['redact', '--jsonl=yes'], '--jsonl takes no value. Nothing was read.'],
    [['condense', '--budget'], '--budget needs a value. Nothing was read.'],
    [['condense', '--budget', '--json'], '--budget needs a value. Nothing was read.'],
    [['condense', '--budget', '1e99'], '--budget takes a whole number of tokens, at least 100. Nothing was read.'],
    [['condense', '--budget', ''], '--budget takes a whole number of tokens, at least 100. Nothing was read.'],
    [['templates', 'a', 'b'], 'give one FILE, not 2, or none for standard input. Nothing was read.'],
    [['redact', '/no/such/file'], 'cannot read /no/such/file: ENOENT'],
    [['redact', '/'], 'cannot read /: EISDIR'],
    [['parse', '--source', 'nobody'], 'there is no source "nobody". Nothing was read. There is: '],
    [['parse'], 'say which source, with --source. Nothing was read. There is: '],
    [['egress', 'verify'], 'give verify, a receipt and a body. Nothing was checked.'],
    [['constructor'], 'there is no command "constructor". Nothing was read.'],
  ] as const)('%j: %s', (args, words) => {
    const { status, stdout, stderr } = lethe(args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })

  it('may name standard input, and a file that begins with a dash after --', () => {
    expect(lethe(['redact', '-'], 'joe@example.com').stdout).toBe('[EMAIL_1]')
    expect(lethe(['redact', '--', '--jsonl']).stderr).toContain('cannot read --jsonl: ENOENT')
  })

  it('leaves quietly where the reader has seen enough', () => {
    const line = 'password=hunter2 and more of it\n'
    const { status, stderr } = spawnSync('sh', ['-c', `"${LETHE}" redact | head -c 10`], {
      input: line.repeat(60_000),
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
  })
})
