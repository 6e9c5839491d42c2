import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

const LETHE = path.join(import.meta.dirname, '..', 'bin', 'lethe')
const LOG = [
  'İstanbul ışık PASSWORD=Kış-Güneşi-41',
  'Authorization: Bearer abcdefghijklmnop1234567890QRST',
  'mail ıii@örnek.example, 1.234,56 € on 20/11/2026',
].join('\n')

it('redacts to the same bytes in any locale and time zone', () => {
  const places = [
    { TZ: 'UTC', LC_ALL: 'C', LANG: 'C' },
    { TZ: 'Asia/Tokyo', LC_ALL: 'ja_JP.UTF-8', LANG: 'ja_JP.UTF-8' },
    { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    { TZ: 'Pacific/Chatham', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
  ]
  const answers = places.map((env) =>
    spawnSync(LETHE, ['redact'], { input: LOG, encoding: 'utf8', env: { NODE_ENV: 'test', ...env } }),
  )
  for (const { status, stderr } of answers) expect(status, stderr).toBe(0)
  expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1)
  expect(answers[0]?.stdout).not.toContain('Kış-Güneşi-41')
})
