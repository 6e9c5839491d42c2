import path from 'node:path'
import type { Env } from '../lib/env.ts'
import { ensureKeyRing } from '../lib/keyring.ts'
import { migrate, openRoles } from './migrate.ts'
import { startPostgres } from './postgres.ts'

export interface House {
  /** What the web server needs to know; never the owner's URL. */
  serverEnv: Record<string, string>
  /** A link for the first owner, where the cast was seeded. */
  signInLink(origin: string): Promise<{ email: string; url: string } | null>
  close(): Promise<void>
}

/** Keys, database, migrations, and on the embedded database the cast. What was started is stopped if a later step fails. */
export async function openHouse(settings: Env, say: (line: string) => void): Promise<House> {
  const keyRing = ensureKeyRing(path.join(settings.home, 'keys'))
  const embedded = settings.databaseUrl === null
  const postgres = embedded ? await startPostgres({ dir: settings.home }) : null
  try {
    const ownerUrl = settings.databaseUrl ?? postgres?.ownerUrl ?? ''
    const applied = await migrate({ ownerUrl })
    if (applied.length > 0) say(`Database brought up to date: ${applied.join(', ')}`)
    await openRoles({ ...settings, databaseUrl: ownerUrl }, keyRing)
    // The data room reads its settings from the environment, once, on first use.
    process.env.DATABASE_URL = ownerUrl
    const { serverEnv } = await import('../lib/env.ts')
    const served = serverEnv()
    const { seedCast } = await import('../prisma/seed.ts')
    if (embedded) await seedCast()
    const { closeClients } = await import('../lib/data/prisma.ts')
    return {
      serverEnv: {
        DATABASE_APP_URL: served.databaseAppUrl,
        DATABASE_DOOR_URL: served.databaseDoorUrl,
        LETHE_HOME: settings.home,
      },
      signInLink: (origin) => (embedded ? makeLink(origin, served.nextAuthSecret) : Promise.resolve(null)),
      close: async () => {
        await closeClients()
        await postgres?.stop()
      },
    }
  } catch (error) {
    await postgres?.stop()
    throw error
  }
}

/** A link that belongs to no browser: whoever reads this terminal runs this Lethe. */
async function makeLink(origin: string, secret: string): Promise<{ email: string; url: string }> {
  const { createSignInLink } = await import('../lib/data/sign-in-links.ts')
  const { linkTokenHash, makeToken } = await import('../lib/auth/token.ts')
  const { LINK_MAX_AGE_SECONDS } = await import('../lib/auth/cookies.ts')
  const email = 'alice@acme.test'
  const token = makeToken()
  const expiresAt = new Date(Date.now() + LINK_MAX_AGE_SECONDS * 1_000)
  await createSignInLink({ tokenHash: linkTokenHash(token, secret), identifier: email, browserHash: null, expiresAt })
  return { email, url: `${origin}/sign-in/confirm?${new URLSearchParams({ token, email, callbackUrl: '/analyze' })}` }
}
