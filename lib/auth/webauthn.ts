import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { PasskeyKey } from '../data/passkey-key.ts'
import { env } from '../env.ts'

/**
 * Passkeys (WebAuthn Level 3), for members and for staff alike. The authenticator must have verified its person (PIN, finger,
 * face): a passkey here is something one has, unlocked by something one knows or is.
 *
 *   creationOptions(person, known)        what a browser needs to make one
 *   requestOptions(known)                 what a browser needs to use one
 *   readCreated(answer, challenge)        the new passkey, or null for an answer that does not fit
 *   readUsed(answer, challenge, passkey)  its new counter, or null
 */

export type CreationOptions = PublicKeyCredentialCreationOptionsJSON
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON

const TIMEOUT_MS = 120_000
const bytes = (max: number) =>
  z
    .string()
    .regex(/^[\w-]*$/)
    .max(max)
const shared = { id: bytes(1_400), rawId: bytes(1_400), type: z.literal('public-key') }

/** What a browser answers; members that are not used are dropped. */
export const createdSchema = z.object({
  ...shared,
  response: z.object({ clientDataJSON: bytes(8_000), attestationObject: bytes(16_000) }),
})
export const usedSchema = z.object({
  ...shared,
  response: z.object({ clientDataJSON: bytes(8_000), authenticatorData: bytes(8_000), signature: bytes(4_000) }),
})
export type Created = z.infer<typeof createdSchema>
export type Used = z.infer<typeof usedSchema>

/** The host of LETHE_URL: a passkey of one installation is none of another. */
const rpID = () => new URL(env().url).hostname

export function creationOptions(
  person: { id: string; email: string; name: string | null },
  known: readonly string[],
): Promise<CreationOptions> {
  return generateRegistrationOptions({
    rpName: 'Lethe',
    rpID: rpID(),
    userID: Uint8Array.from(Buffer.from(person.id)),
    userName: person.email,
    userDisplayName: person.name ?? person.email,
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
}

export function requestOptions(known: readonly string[]): Promise<RequestOptions> {
  return generateAuthenticationOptions({
    rpID: rpID(),
    timeout: TIMEOUT_MS,
    allowCredentials: known.map((id) => ({ id })),
    userVerification: 'required',
  })
}

export async function readCreated(answer: Created, challenge: string): Promise<PasskeyKey | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: env().url,
      expectedRPID: rpID(),
      requireUserVerification: true,
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter }
  } catch {
    return null
  }
}

/** A counter that did not move on is refused: the authenticator was copied. One that stays at 0 does not count at all. */
export async function readUsed(answer: Used, challenge: string, passkey: PasskeyKey): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: env().url,
      expectedRPID: rpID(),
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
