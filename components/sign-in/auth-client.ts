// The three requests that next-auth's own client would make. That brings sessions kept in the page and shared between
// tabs, a log and an error for everything, none of which these pages use.

/** Asks for a link by mail. Whether one is on its way; the answer is the same for an address that is not known. */
export async function sendSignInLink(email: string, callbackUrl: string): Promise<boolean> {
  try {
    const answer = await post('signin/email', { email, callbackUrl })
    const { url } = await answer.json()
    return answer.ok && !new URL(url, location.href).searchParams.has('error')
  } catch {
    return false
  }
}

/** Leaves this page for an identity provider. Rejects where the server does not answer. */
export async function signInWith(
  provider: string,
  callbackUrl: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<void> {
  const query = new URLSearchParams(parameters)
  const answer = await post(`signin/${provider}${query.size > 0 ? `?${query}` : ''}`, { callbackUrl })
  const { url } = await answer.json()
  location.assign(url ?? callbackUrl)
}

/** Ends the session on the server, then shows the sign-in page. */
export async function signOut(): Promise<void> {
  const answer = await post('signout', { callbackUrl: '/sign-in' })
  const { url } = await answer.json()
  location.assign(url ?? '/sign-in')
}

async function post(path: string, form: Readonly<Record<string, string>>): Promise<Response> {
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
  return fetch(`/api/auth/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, csrfToken, json: 'true' }),
  })
}
