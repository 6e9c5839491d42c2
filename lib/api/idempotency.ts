import { createHash, createHmac } from 'node:crypto'
import { claimRequest, releaseRequest, settleRequest } from '../data/api-requests.ts'
import { serverEnv } from '../env.ts'
import { Conflict, Invalid } from '../errors.ts'
import type { Answered } from '../pipeline/investigate-pasted.ts'
import type { Caller } from './key-route.ts'

/** How long a request may be worked on before its name is free again, and how long a name is remembered. */
const LEASE_MS = 10 * 60_000
const KEPT_MS = 24 * 3_600_000

/** `analysis` is null where the request was done before: what is stored of it has no quotes. */
export interface Done {
  id: string
  analysis: Answered['analysis'] | null
}

/**
 * Does `work` at most once for each name (Idempotency-Key). Who repeats a request gets what the first one became; Conflict
 * while that is being worked on, Invalid for another body under the same name. `work` hands its argument on to be done in the
 * unit of work that stores the analysis, so that no crash leaves one without the other. Nothing of the body is kept but an
 * HMAC under a key of the ring.
 */
export async function runOnce(
  { tenant, keyId }: Caller,
  name: string | null,
  body: Buffer,
  work: (also: (id: string) => Promise<void>) => Promise<Answered>,
): Promise<Done> {
  if (name === null) return work(async () => {})
  if (!/^[\x21-\x7e]{1,255}$/.test(name))
    throw new Invalid([{ path: 'Idempotency-Key', message: 'Give 1 to 255 visible ASCII characters.' }])
  const nameHash = createHash('sha256').update(name).digest('hex')
  const bodyMac = createHmac('sha256', serverEnv().keyRing.derive('api/idempotency')).update(body).digest('hex')
  const claimed = await claimRequest(tenant, keyId, { nameHash, bodyMac, until: new Date(Date.now() + LEASE_MS) })
  if (!claimed.first) return repeated(claimed, bodyMac)
  try {
    return await work((id) => settleRequest(tenant, claimed.id, id, new Date(Date.now() + KEPT_MS)))
  } catch (error) {
    await releaseRequest(tenant, claimed.id)
    throw error
  }
}

function repeated({ bodyMac, analysisId }: { bodyMac: string | null; analysisId: string | null }, own: string): Done {
  if (bodyMac !== null && bodyMac !== own)
    throw new Invalid([{ path: 'Idempotency-Key', message: 'This name was used with another body.' }])
  if (analysisId === null)
    throw new Conflict({
      happened: 'A request of this name is being worked on.',
      kept: 'This one was not begun.',
      todo: 'Send it again in some seconds.',
    })
  return { id: analysisId, analysis: null }
}
