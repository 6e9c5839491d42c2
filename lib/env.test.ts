import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeEnv, EnvError, parseEnv, roleUrl } from './env.ts'
import { ensureKeyRing } from './keyring.ts'

const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    parseEnv(source, '/srv')
  } catch (error) {
    if (error instanceof EnvError) return error.problems
  }
  return []
}

describe('settings', () => {
  it('need nothing: every default works', () => {
    expect(parseEnv({}, '/srv')).toMatchObject({
      home: '/srv/.lethe',
      url: 'http://localhost:3000',
      databaseUrl: null,
      outboundAllow: [],
      telemetryDisabled: false,
    })
  })

  it('count as not set when empty', () => {
    expect(parseEnv({ DATABASE_URL: ' ', ANTHROPIC_API_KEY: '', PORT: '' }, '/srv')).toEqual(parseEnv({}, '/srv'))
  })

  it.each([
    { DATABASE_URL: 'localhost:5432/lethe' },
    { DATABASE_URL: 'mysql://lethe@localhost/lethe' },
    { DATABASE_URL: 'postgresql://localhost' },
    { NEXTAUTH_URL: 'http://lethe.example.com' },
    { LETHE_URL: 'https://lethe.example.com/app' },
    { NEXTAUTH_SECRET: 'short' },
    { SMTP_URL: 'mail.example.com' },
    { REDIS_URL: 'http://localhost:6379' },
    { LETHE_OUTBOUND_ALLOW: 'http://localhost:1' },
    { PORT: '99999' },
    { PORT: 'http' },
  ])('are refused with one line that names the variable and not its value: %o', (source) => {
    const [name = '', value = ''] = Object.entries(source)[0] ?? []
    expect(problemsOf(source)).toHaveLength(1)
    expect(problemsOf(source)[0]).toMatch(new RegExp(`^${name} must .*\\.$`))
    expect(problemsOf(source)[0]).not.toContain(value)
  })

  it('name every problem at once', () => {
    expect(problemsOf({ PORT: '0', DATABASE_URL: 'x' })).toHaveLength(2)
  })

  it('allow plain http on this machine only', () => {
    for (const url of ['http://localhost:3000', 'http://127.0.0.1:3000', 'https://lethe.example.com']) {
      expect(parseEnv({ NEXTAUTH_URL: `${url}/` }).url).toBe(url)
    }
  })

  it('close the telemetry gate by either variable, not by 0 or false', () => {
    expect(parseEnv({ DO_NOT_TRACK: '1' }).telemetryDisabled).toBe(true)
    expect(parseEnv({ LETHE_DISABLE_TELEMETRY: 'true' }).telemetryDisabled).toBe(true)
    expect(parseEnv({ DO_NOT_TRACK: '0', LETHE_DISABLE_TELEMETRY: 'false' }).telemetryDisabled).toBe(false)
  })

  it('read exact host:port pairs', () => {
    expect(parseEnv({ LETHE_OUTBOUND_ALLOW: 'localhost:4010, [::1]:99' }).outboundAllow).toEqual([
      'localhost:4010',
      '[::1]:99',
    ])
  })
})

describe('settings of a server', () => {
  it('derive what was not given from the key ring, and keep what was', () => {
    const home = mkdtempSync(join(tmpdir(), 'lethe-env-'))
    const ring = ensureKeyRing(join(home, 'keys'))
    const owner = 'postgresql://owner:pw@db.example.com:5433/lethe?sslmode=verify-full'
    const served = completeEnv(parseEnv({ LETHE_HOME: home, DATABASE_URL: owner }))
    expect(served.databaseAppUrl).toBe(roleUrl(owner, 'lethe_app', ring))
    expect(served.databaseAppUrl).toMatch(
      /^postgresql:\/\/lethe_app:[\w-]{43}@db\.example\.com:5433\/lethe\?sslmode=verify-full$/,
    )
    expect(served.nextAuthSecret).toHaveLength(43)
    const own = 'postgresql://mine:pw@db.example.com/lethe'
    expect(
      completeEnv(parseEnv({ LETHE_HOME: home, DATABASE_URL: owner, DATABASE_DOOR_URL: own })).databaseDoorUrl,
    ).toBe(own)
    expect(() => completeEnv(parseEnv({ LETHE_HOME: home }))).toThrow(/DATABASE_APP_URL is not set.*npm run up/)
    rmSync(home, { recursive: true, force: true })
  })
})
