import { request } from '../request.ts'

/** What a request came to: done, or what happened and where. Paths as the server names them: `patterns.0`, `secret`. */
export type Saved<T> =
  | { ok: true; value: T }
  | { ok: false; problem: { happened: string; kept: string; todo: string }; issues: readonly Issue[] }
export type Problem = Extract<Saved<unknown>, { ok: false }>

export interface Issue {
  path: string
  message: string
}

const NO_ANSWER = {
  happened: 'The server did not answer.',
  kept: 'What you entered is still on this page.',
  todo: 'Try again when the connection is back.',
}

/** One request to our own API. Never throws: a problem comes back in the form in which pages show it. */
export async function call<T>(method: string, url: string, body?: unknown): Promise<Saved<T>> {
  try {
    const answer = await request(method, url, body)
    if (answer.ok) return { ok: true, value: (answer.status === 204 ? null : await answer.json()) as T }
    const { happened, kept, todo, issues = [] } = await answer.json()
    return { ok: false, problem: { happened, kept, todo }, issues }
  } catch {
    return { ok: false, problem: NO_ANSWER, issues: [] }
  }
}

/** What the server said about one field of the form. */
export function issueAt(problem: Problem | null, path: string): string | undefined {
  return problem?.issues.find((issue) => issue.path === path)?.message
}
