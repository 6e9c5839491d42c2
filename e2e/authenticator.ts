import type { CDPSession, Page } from '@playwright/test'

/** An authenticator that belongs to one page: what a person would touch. Ends with its page. */
export interface Authenticator {
  /** How many passkeys it holds. */
  count(): Promise<number>
  /** Whether its person unlocks it from now on. */
  unlocks(verified: boolean): Promise<void>
  /** Its passkeys, so that another page's authenticator can hold them too. */
  credentials(): Promise<Credential[]>
  hold(credential: Credential): Promise<void>
}

interface Credential {
  credentialId: string
  isResidentCredential: boolean
  rpId?: string
  privateKey: string
  userHandle?: string
  signCount: number
}

export async function plugIn(page: Page): Promise<Authenticator> {
  const browser: CDPSession = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  const held = async () => (await browser.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  return {
    count: async () => (await held()).length,
    credentials: held,
    unlocks: async (isUserVerified) => {
      await browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    hold: async (credential) => {
      await browser.send('WebAuthn.addCredential', { authenticatorId, credential })
    },
  }
}
