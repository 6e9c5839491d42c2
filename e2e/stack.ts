import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { completeEnv, parseEnv } from '../lib/env.ts'
import { ensureKeyRing } from '../lib/keyring.ts'
import { freePort } from '../ops/free-port.ts'
import { migrate, openRoles } from '../ops/migrate.ts'
import { startServer, stopServer, untilReady } from '../ops/server.ts'
import { startTestPostgres } from '../ops/test-postgres.ts'
import { startFakeDns } from './fakes/dns.ts'
import { type FakeIdentity, startFakeIdentity } from './fakes/oidc.ts'

const ROOT = path.dirname(import.meta.dirname)

/** Where a running Lethe can be reached and examined. Plain data: it travels to the test workers as JSON. */
export interface Addresses {
  url: string
  /** The superuser's: sees past row-level security. */
  adminUrl: string
  /** LETHE_HOME: keys, and the embedded database below it. */
  home: string
  /** The database's files. */
  dataDir: string
  /** The server's TMPDIR, its own so that the canary can search all of it. */
  tmp: string
  /** Everything the server printed. */
  log: string
  /** The identity providers that it knows: see fakes/oidc.ts. */
  identity: { url: string; issuer: string; clientId: string; clientSecret: string }
  /** Folder of TXT records that the fake name server answers: one file a name. */
  dns: string
}

export interface Stack {
  addresses: Addresses
  stop(): Promise<void>
}

/** A migrated, seeded database and a production server in front of it, on loopback, with every file in one temp folder. `more`: settings of the server. */
export async function startStack(nodeOptions = '', more: Record<string, string> = {}): Promise<Stack> {
  const postgres = await startTestPostgres()
  const { home, adminUrl, ownerUrl, dataDir } = postgres
  const [tmp, log] = [path.join(home, 'tmp'), path.join(home, 'server.log')]
  mkdirSync(tmp)
  const keyRing = ensureKeyRing(path.join(home, 'keys'))
  const settings = { ...parseEnv({ LETHE_HOME: home }), databaseUrl: ownerUrl }
  await migrate({ ownerUrl })
  await openRoles(settings, keyRing)
  const { databaseAppUrl, databaseDoorUrl } = completeEnv(settings)
  const roles = { DATABASE_APP_URL: databaseAppUrl, DATABASE_DOOR_URL: databaseDoorUrl, LETHE_HOME: home }
  runSeed(roles)
  const identity = await startFakeIdentity()
  const dns = await startFakeDns(path.join(home, 'dns'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = startServer(
    port,
    {
      ...roles,
      ...providers(identity),
      LETHE_PLAN: 'enterprise',
      LETHE_HOSTED: '0',
      LETHE_DNS: dns.address,
      LETHE_OUTBOUND_ALLOW: new URL(identity.url).host,
      ...more,
      NEXTAUTH_URL: url,
      TMPDIR: tmp,
      NODE_OPTIONS: nodeOptions,
    },
    'pipe',
  )
  const file = createWriteStream(log)
  server.stdout?.pipe(file, { end: false })
  server.stderr?.pipe(file, { end: false })
  await untilReady(port, server)
  return {
    addresses: {
      ...{ url, adminUrl, home, dataDir, tmp, log },
      identity: {
        ...{ url: identity.url, issuer: identity.issuer },
        ...{ clientId: identity.clientId, clientSecret: identity.clientSecret },
      },
      dns: dns.folder,
    },
    stop: async () => {
      await stopServer(server)
      file.end()
      await postgres.stop()
      await identity.close()
      await dns.close()
    },
  }
}

/** All three ways; the generic one is believed for one domain only. */
function providers({ url, issuer, clientId, clientSecret }: FakeIdentity): Record<string, string> {
  return {
    LETHE_IDENTITY_URL: url,
    ...{ GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret },
    ...{ GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret },
    ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
    ...{ OIDC_NAME: 'House SSO', OIDC_EMAIL_DOMAINS: 'sso.test' },
  }
}

/** In a process of its own: the data room reads its settings once per process, and specs start several stacks. */
function runSeed(env: Record<string, string>): void {
  const run = spawnSync(process.execPath, [path.join(ROOT, 'prisma/seed.ts')], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`seeding failed: ${run.stderr}`)
}
