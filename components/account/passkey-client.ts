import type { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { call, type Problem, type Saved } from '../settings/call.ts'

/**
 * Passkeys in the browser: two requests to a door of ours (`<door>/begin`, `<door>/finish`) with the person's device between
 * them. `proof` goes into both: what says for whom it is.
 */

/** Loaded while the server is asked. */
const device = () => import('@simplewebauthn/browser').catch(() => null)

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON']
type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']

/** `more`: what is sent with the answer only, like the passkey's name. */
export async function makePasskey<T = unknown>(door: string, proof: object, more: object = {}): Promise<Saved<T>> {
  const loaded = device()
  const begun = await call<CreationOptions>('POST', `${door}/begin`, proof)
  if (!begun.ok) return begun
  const answer = await loaded.then((to) => to?.startRegistration({ optionsJSON: begun.value })).catch(() => null)
  return answer ? call('POST', `${door}/finish`, { ...proof, ...more, answer: stripped(answer) }) : NOTHING_CAME
}

export async function askPasskey(door: string, proof: object): Promise<Saved<unknown>> {
  const loaded = device()
  const begun = await call<RequestOptions>('POST', `${door}/begin`, proof)
  if (!begun.ok) return begun
  const answer = await loaded.then((to) => to?.startAuthentication({ optionsJSON: begun.value })).catch(() => null)
  return answer ? call('POST', `${door}/finish`, { ...proof, answer: stripped(answer) }) : NOTHING_CAME
}

/** Extensions are not used, and may hold what JSON cannot. */
const stripped = <A extends { clientExtensionResults: object }>({ clientExtensionResults: _, ...answer }: A) => answer

const NOTHING_CAME: Problem = {
  ok: false,
  problem: {
    happened: 'No passkey came from your device.',
    kept: 'Nothing was changed.',
    todo: 'If you cancelled, that is why. Otherwise check that this browser knows your passkey, and try again.',
  },
  issues: [],
}
