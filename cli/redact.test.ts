import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const LETHE = path.join(import.meta.dirname, '..', 'bin', 'lethe')
const lethe = (args: string[], input: string) => {
  const { status, stdout, stderr } = spawnSync(LETHE, ['redact', ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('lethe redact', () => {
  it('writes the redacted text and nothing else', () => {
    const { status, stdout, stderr } = lethe([], 'a password=hunter2\r\nb joe@example.com')
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'a password=[SECRET:password_1]\r\nb [EMAIL_1]',
      stderr: '',
    })
  })

  it('answers each JSON line with its id, its text and what was found', () => {
    const { stdout } = lethe(['--jsonl'], '{"id":"7","text":"joe@example.com"}\n\n{"id":8,"text":"ok"}\n')
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { id: '7', text: '[EMAIL_1]', findings: [{ type: 'email', class: 'pii', count: 1 }] },
      { id: 8, text: 'ok', findings: [] },
    ])
  })

  it('counts what it found on standard error, where asked', () => {
    expect(lethe(['--findings'], 'joe@example.com').stderr).toMatch(/1 {2}email \(pii\)/)
  })

  it('says what is wrong without repeating a line that may hold a secret', () => {
    const { status, stderr } = lethe(['--jsonl'], '{"id":1,"text":"ok"}\nhunter2')
    expect(status).toBe(2)
    expect(stderr).toMatch(/line 2 is not a JSON object/)
    expect(stderr).not.toContain('hunter2')
    expect(lethe(['--fast'], '').stderr).toMatch(/no option --fast/)
  })
})
