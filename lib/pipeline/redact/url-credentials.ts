import { isLineEnd } from './chars.ts'
import { looksOpaque } from './opaque.ts'
import type { Run } from './run.ts'

const MAX_USERINFO = 1_024
/** Users that name no person and no secret: the helpers of code hosts, and what URLs in documentation hold. */
const TOKEN_USERS =
  /^(?:x-access-token|x-oauth-basic|x-token-auth|oauth2|git|gitlab-ci-token|token|user|username|default|api|apikey|_|root|admin|postgres|app)$/i

/** `scheme://user:password@host` (RFC 3986, 3.2.1), from the offset of `://`. The password goes; the user only where it looks like a token. */
export function matchUrlCredentials(run: Run, at: number): void {
  const { text } = run
  const start = at + 3
  let sign = -1
  let colon = -1
  for (let i = start, stop = Math.min(text.length, start + MAX_USERINFO); i < stop; i++) {
    const c = text.charCodeAt(i)
    // A path, a query, white space or a quote ends the authority; brackets, stars and dollars are templates.
    if (
      c <= 32 ||
      c === 47 ||
      c === 34 ||
      c === 39 ||
      c === 60 ||
      c === 62 ||
      c === 96 ||
      c === 92 ||
      isLineEnd(text, i)
    )
      break
    if (c === 63 && sign >= 0) break
    if (c === 58 && colon < 0) colon = i
    if (c === 64) sign = i
  }
  if (sign <= start) return
  const userEnd = colon >= 0 && colon < sign ? colon : sign
  const user = text.slice(start, userEnd)
  const password = userEnd < sign ? text.slice(userEnd + 1, sign) : ''
  if (isTemplate(password) || (!password && isTemplate(user))) return
  if (password && password.charCodeAt(0) !== 0xe000) run.add(userEnd + 1, sign, 'url-password')
  if (looksOpaque(user) && !TOKEN_USERS.test(user)) run.add(start, userEnd, 'url-password')
}

function isTemplate(value: string): boolean {
  return /^(?:\$\{?|\{|<|%[A-Za-z(]|\*{2,}|x{3,}$|\.{3}|redacted|masked)/i.test(value)
}
