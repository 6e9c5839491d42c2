import { listSealKeys, listStaleSeals, readStaleSeals, replaceSeal, SEALED, type SealedPlace } from './data/seals.ts'
import type { TenantId } from './data/unscoped.ts'
import { serverEnv } from './env.ts'
import { type KeyRing, KeyRingError } from './keyring.ts'

/**
 * Keeping what is sealed under the ring's current key. Older keys stay in the ring for backups; nothing of the living
 * database needs them once this is through.
 */

const TENANTS_AT_ONCE = 100

/** On globalThis: a bundler may load this module more than once. The last key that everything was found sealed under. */
const held = globalThis as typeof globalThis & { letheSealedUnder?: string }

/** One turn: what an older key of the ring sealed is sealed anew. Returns how many values; does nothing once all are. */
export async function resealStale(keyRing: KeyRing = serverEnv().keyRing): Promise<number> {
  const { currentKeyId, keyIds } = keyRing
  if (keyIds.length === 1 || held.letheSealedUnder === currentKeyId) return 0
  const tenants = await listStaleSeals(currentKeyId, TENANTS_AT_ONCE)
  let resealed = 0
  for (const tenant of tenants) for (const place of SEALED) resealed += await resealPlace(tenant, place, keyRing)
  // What is left is sealed under keys that are lost: trying again would find the same.
  if (tenants.length < TENANTS_AT_ONCE) held.letheSealedUnder = currentKeyId
  return resealed
}

async function resealPlace(tenant: TenantId, place: SealedPlace, keyRing: KeyRing): Promise<number> {
  let resealed = 0
  for (let after = ''; ; ) {
    const rows = await readStaleSeals(tenant, place, keyRing.currentKeyId, after)
    for (const row of rows) {
      const opened = openOrNull(keyRing, row.sealed, { tenant, field: place.field })
      if (opened === null) continue
      const sealed = keyRing.seal(opened, { tenant, field: place.field })
      if (await replaceSeal(tenant, place, row, sealed)) resealed++
    }
    const last = rows.at(-1)
    if (!last) return resealed
    after = last.id
  }
}

function openOrNull(keyRing: KeyRing, sealed: string, context: { tenant: string; field: string }): Buffer | null {
  try {
    return keyRing.open(sealed, context)
  } catch (error) {
    if (error instanceof KeyRingError) return null
    throw error
  }
}

/** One line for each key that something is sealed under and the ring has not, for whoever runs this Lethe. */
export async function lostKeys(keyRing: KeyRing = serverEnv().keyRing): Promise<string[]> {
  const used = await listSealKeys()
  return used
    .filter(({ keyId }) => !keyRing.keyIds.includes(keyId))
    .map(
      ({ keyId, values }) =>
        `The key ring has no key ${keyId}: ${values} sealed ${values === 1 ? 'value' : 'values'} of this database cannot be opened. Restore it from your backup of the keys.`,
    )
}
