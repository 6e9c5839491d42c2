import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { analysisSchema } from '../lib/pipeline/analysis.ts'

const LOG = [
  'running 1 test',
  'test codec::round_trip ... FAILED',
  'test result: FAILED. 0 passed; 1 failed; 0 ignored',
  'owner jane.roe@example.org',
  '##[error]Process completed with exit code 101.',
  '',
].join('\n')

function lethe(args: readonly string[], input = LOG): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'cli/main.ts', ...args],
    { input, encoding: 'utf8' },
  )
  return { status, out: stdout, err: stderr }
}

describe('lethe analyze', () => {
  it('prints a valid analysis whose receipt says that nothing left and nothing stayed', () => {
    const { status, out } = lethe(['analyze', '--json', '--engine', 'local'])
    expect(status).toBe(0)
    const analysis = analysisSchema.parse(JSON.parse(out))
    expect([analysis.category, analysis.engine, analysis.model]).toEqual(['test_failure', 'local', null])
    const { measuredBy, bytesIn, linesIn, requests, rawBytesStored, bytesStored, redactions, textSha256 } =
      analysis.receipt
    expect([measuredBy, bytesIn, linesIn, rawBytesStored, bytesStored]).toEqual(['cli', LOG.length, 5, 0, 0])
    expect(requests).toEqual([])
    const redacted = spawnSync('bin/lethe', ['redact'], { input: LOG, encoding: 'utf8' }).stdout
    expect(textSha256).toBe(createHash('sha256').update(redacted).digest('hex'))
    expect(redactions.some(({ class: kind }) => kind === 'pii')).toBe(true)
    expect(out).not.toContain('jane.roe')
  })

  it('prints a report without colours where nobody watches', () => {
    const { status, out } = lethe(['analyze'])
    expect(status).toBe(0)
    expect(out).toMatch(/^(ACT|ESCALATE|WATCH|NONE)\n/)
    expect(out).not.toContain('\x1b')
  })

  it('refuses what it cannot do, in one line that says what to do', () => {
    for (const [args, words] of [
      [['analyze', '--engine', 'claude'], 'Use --engine local'],
      [['analyze', '--engine', 'other'], 'there is no engine "other"'],
      [['analyze', '--budget', '7'], 'at least 100'],
      [['analyze', 'a', 'b'], 'give one FILE'],
      [['analyze', '/no/such/file'], 'cannot read'],
    ] as const) {
      const { status, err } = lethe(args)
      expect([status, err.includes(words), err]).toEqual([2, true, err])
    }
  })
})
