import path from 'node:path'
import { LINK_MAX_AGE_SECONDS } from '../lib/auth/cookies.ts'
import { linkTokenHash, makeToken } from '../lib/auth/token.ts'
import { closeClients, openClients } from '../lib/data/prisma.ts'
import { createSignInLink } from '../lib/data/sign-in-links.ts'
import { completeEnv, type Env } from '../lib/env.ts'
import { ensureKeyRing } from '../lib/keyring.ts'
import { seedCast } from '../prisma/seed.ts'
import { backupBeforeMigration } from './backup/before-migration.ts'
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
    const copy = postgres ? await backupBeforeMigration(postgres.adminUrl, settings.home) : null
    if (copy) say(`Kept a copy of the database before it is brought up to date: ${copy}`)
    const applied = await migrate({ ownerUrl })
    if (applied.length > 0) say(`Database brought up to date: ${applied.join(', ')}`)
    await openRoles({ ...settings, databaseUrl: ownerUrl }, keyRing)
    const served = completeEnv({ ...settings, databaseUrl: ownerUrl })
    const { databaseAppUrl: appUrl, databaseDoorUrl: doorUrl, databaseStaffUrl: staffUrl } = served
    await openClients({ appUrl, doorUrl, staffUrl })
    if (embedded) await seedCast(keyRing)
    return {
      serverEnv: {
        DATABASE_APP_URL: appUrl,
        DATABASE_DOOR_URL: doorUrl,
        DATABASE_STAFF_URL: staffUrl,
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
  const email = 'alice@acme.test'
  const token = makeToken()
  const expiresAt = new Date(Date.now() + LINK_MAX_AGE_SECONDS * 1_000)
  await createSignInLink({ tokenHash: linkTokenHash(token, secret), identifier: email, browserHash: null, expiresAt })
  return { email, url: `${origin}/sign-in/confirm?${new URLSearchParams({ token, email, callbackUrl: '/analyze' })}` }
}
