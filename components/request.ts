/**
 * How pages of the dashboard ask the server for a change. Two things travel with every change, or happen on its way:
 * the workspace that the page was drawn for (the server refuses when this browser has moved to another since), and,
 * where the server wants a fresh sign-in, a question to the person, after which the same request is sent again.
 */

/** Heard by the dialog that asks for a fresh sign-in. Its `detail` is called with whether the request may go again. */
export const FRESH_SIGN_IN_EVENT = 'lethe:fresh-sign-in'
export type FreshSignInEvent = CustomEvent<(again: boolean) => void>

const FRESH_SIGN_IN_REQUIRED = 'fresh-sign-in-required'

/** For requests that are not made by `request`: the header that names the workspace of this page. */
export function workspaceHeader(): Record<string, string> {
  const slug = document.querySelector<HTMLElement>('[data-workspace]')?.dataset.workspace
  return slug ? { 'x-lethe-workspace': slug } : {}
}

/** `body` travels as JSON, a form as it is. Rejects only where `fetch` does: the server did not answer. */
export async function request(method: string, url: string, body?: unknown): Promise<Response> {
  const form = body instanceof FormData
  const type: Record<string, string> = body === undefined || form ? {} : { 'content-type': 'application/json' }
  const send = () =>
    fetch(url, {
      method,
      headers: { ...workspaceHeader(), ...type },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
  const answer = await send()
  if (answer.status !== 403 || !(await wantsFreshSignIn(answer.clone()))) return answer
  return (await askForFreshSignIn()) ? send() : answer
}

/** Before something that is no `request`, like a download: whether the server will take it, after asking the person if need be. */
export async function ensureFreshSignIn(): Promise<boolean> {
  return (await isSignInFresh()) || (await askForFreshSignIn())
}

/** What the server says of this session. False also where it does not answer. */
export async function isSignInFresh(): Promise<boolean> {
  try {
    const answer = await fetch('/api/account', { cache: 'no-store' })
    const account: unknown = answer.ok ? await answer.json() : null
    return typeof account === 'object' && account !== null && 'fresh' in account && account.fresh === true
  } catch {
    return false
  }
}

async function wantsFreshSignIn(answer: Response): Promise<boolean> {
  const problem: unknown = await answer.json().catch(() => null)
  return typeof problem === 'object' && problem !== null && 'type' in problem && problem.type === FRESH_SIGN_IN_REQUIRED
}

/** False where the person does not want to, or the page has no dialog. */
function askForFreshSignIn(): Promise<boolean> {
  return new Promise((resolve) => {
    const asked: FreshSignInEvent = new CustomEvent(FRESH_SIGN_IN_EVENT, { detail: resolve, cancelable: true })
    const heard = !window.dispatchEvent(asked)
    if (!heard) resolve(false)
  })
}
