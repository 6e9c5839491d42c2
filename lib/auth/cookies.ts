/**
 * Cookie names. next-auth's session store joins every cookie whose name starts with the session cookie's, so the others
 * must begin differently. `__Host-` needs Secure, which browsers accept on http://localhost too.
 */
export const SESSION_COOKIE = '__Host-lethe-session'
/** A second random value that binds the session to this browser: a stolen session cookie alone is refused. */
export const DEVICE_COOKIE = '__Host-device'
/** Set when a person asks for a sign-in link: only the browser that asked may use the link. */
export const ASKED_COOKIE = '__Host-asked'
/** Set when a signed-in person asks to connect an account at a provider: what the provider answers next is for that. */
export const CONNECTING_COOKIE = '__Host-connecting'

/** Set when somebody begins "Add to Slack": what Slack leads back here is taken in this browser only, once. */
export const SLACK_COOKIE = '__Host-slack'

export const COOKIE_OPTIONS = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

export const LINK_MAX_AGE_SECONDS = 10 * 60
export const CONNECTING_MAX_AGE_SECONDS = 10 * 60
export const SESSION_MAX_AGE_SECONDS = 7 * 24 * 3600
export const DEVICE_MAX_AGE_SECONDS = 400 * 24 * 3600
