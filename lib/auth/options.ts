import type { AuthOptions } from 'next-auth'
import { z } from 'zod'
import { env, serverEnv } from '../env.ts'
import { adapter } from './adapter.ts'
import { endPresentSession } from './browser-session.ts'
import { safeCallbackUrl } from './callback-url.ts'
import { COOKIE_OPTIONS, LINK_MAX_AGE_SECONDS, SESSION_COOKIE, SESSION_MAX_AGE_SECONDS } from './cookies.ts'
import { oauthProviders } from './identity-providers.ts'
import { decideSignIn } from './identity-sign-in.ts'
import { confirmUrl, sendSignInLink } from './sign-in-mail.ts'
import { makeToken } from './token.ts'

const emailAddress = z.email().max(254)

/** Built once per process, on first use: reading keys at import would break the build. */
export function authOptions(): AuthOptions {
  options ??= build()
  return options
}
let options: AuthOptions | undefined

function build(): AuthOptions {
  const cookie = (name: string) => ({ name, options: { ...COOKIE_OPTIONS } })
  return {
    secret: serverEnv().nextAuthSecret,
    adapter,
    session: {
      strategy: 'database',
      maxAge: SESSION_MAX_AGE_SECONDS,
      updateAge: SESSION_MAX_AGE_SECONDS,
      generateSessionToken: makeToken,
    },
    cookies: {
      sessionToken: cookie(SESSION_COOKIE),
      callbackUrl: cookie('__Host-next'),
      csrfToken: cookie('__Host-csrf'),
      pkceCodeVerifier: cookie('__Host-pkce'),
      state: cookie('__Host-state'),
      nonce: cookie('__Host-nonce'),
    },
    pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in' },
    providers: [emailProvider(), ...oauthProviders()],
    callbacks: {
      redirect: ({ url }) => env().url + safeCallbackUrl(url),
      signIn: async ({ account, profile, email }) => {
        if (account?.type === 'oauth') return decideSignIn(account.provider, profile)
        // Signing in while signed in starts a new session; the old one must not live on beside it.
        if (!email?.verificationRequest) await endPresentSession()
        return true
      },
    },
    // next-auth's own log lines carry addresses and tokens; what matters of them is answered on the page.
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  }
}

/** Written out because next-auth's own provider module requires nodemailer's types and a server setting. */
function emailProvider(): AuthOptions['providers'][number] {
  return {
    id: 'email',
    type: 'email',
    name: 'Email',
    from: env().mailFrom,
    server: '',
    maxAge: LINK_MAX_AGE_SECONDS,
    options: {},
    generateVerificationToken: async () => makeToken(),
    normalizeIdentifier: (given) => emailAddress.parse(given.normalize('NFKC').trim().toLowerCase()),
    sendVerificationRequest: async ({ identifier, token, url }) => {
      const callbackUrl = safeCallbackUrl(new URL(url).searchParams.get('callbackUrl') ?? undefined)
      await sendSignInLink(identifier, confirmUrl(env().url, { token, email: identifier, callbackUrl }))
    },
  }
}
