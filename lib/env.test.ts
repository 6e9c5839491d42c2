import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeEnv, EnvError, parseEnv, roleUrl, VARIABLE_NAMES } from './env.ts'
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
    { LETHE_HOSTED: 'yes' },
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

  it('read exact host:port pairs, which workspaces may name only where they are not strangers', () => {
    const list = ['localhost:4010', '[::1]:99']
    const hosted = { outboundAllow: [], operatorOutboundAllow: list }
    expect(parseEnv({ LETHE_OUTBOUND_ALLOW: list.join(', ') })).toMatchObject(hosted)
    expect(parseEnv({ LETHE_OUTBOUND_ALLOW: list.join(', '), LETHE_HOSTED: '1' })).toMatchObject(hosted)
    expect(parseEnv({ LETHE_OUTBOUND_ALLOW: list.join(', '), LETHE_HOSTED: '0' }).outboundAllow).toEqual(list)
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

describe('.env.example', () => {
  const lines = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8').split('\n')

  it('has every variable that is read, once, with one plain line before it', () => {
    const named = lines.flatMap((line) => /^([A-Z_]+)=$/.exec(line)?.[1] ?? [])
    expect(named.toSorted()).toEqual([...VARIABLE_NAMES].sort())
    for (const name of named) {
      expect(lines[lines.indexOf(`${name}=`) - 1], name).toMatch(/^# [A-Z`].{10,}\.$/)
    }
  })

  it('sets nothing: all that it holds are names and comments', () => {
    expect(lines.filter((line) => line !== '' && !/^# |^[A-Z_]+=$/.test(line))).toEqual([])
  })
})

describe('identity providers', () => {
  const github = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'kept' }

  it('are there when their client is', () => {
    expect(parseEnv({}).identityProviders).toEqual([])
    expect(parseEnv(github).identityProviders).toMatchObject([{ id: 'github', issuer: 'https://github.com' }])
    const oidc = { OIDC_ISSUER: 'https://id.acme.test/', OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'kept' }
    expect(parseEnv({ ...oidc, OIDC_EMAIL_DOMAINS: 'Acme.test, x.test' }).identityProviders).toMatchObject([
      { id: 'oidc', issuer: 'https://id.acme.test/', believedDomains: ['acme.test', 'x.test'] },
    ])
  })

  it('that are set up by half stop the start', () => {
    expect(problemsOf({ GITHUB_CLIENT_ID: 'id' })).toEqual([
      'GITHUB_CLIENT_SECRET must be set too, or none of GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET.',
    ])
    expect(problemsOf({ OIDC_ISSUER: 'https://id.acme.test' })).toHaveLength(1)
  })

  it('are reached over https, and are replaced on this machine only', () => {
    for (const wrong of [
      'http://id.acme.test',
      'https://user:pw@id.acme.test',
      'id.acme.test',
      'https://x.test/?a=b',
    ]) {
      expect(problemsOf({ OIDC_ISSUER: wrong, OIDC_CLIENT_ID: 'i', OIDC_CLIENT_SECRET: 's' }), wrong).toHaveLength(1)
    }
    expect(problemsOf({ ...github, LETHE_IDENTITY_URL: 'https://evil.example' })).toHaveLength(1)
    expect(parseEnv({ ...github, LETHE_IDENTITY_URL: 'http://127.0.0.1:9/' }).identityProviders[0]?.issuer).toBe(
      'http://127.0.0.1:9/github',
    )
  })
})
