import type { Action } from '../analysis.ts'
import type { Candidate } from './candidate.ts'
import type { Gist } from './facts-of.ts'

/** What may stand in a shell command as it is: nothing that a shell would read as more than a word. */
const SAFE = /^[\w@./:+=[\], #>-]{1,200}$/
const MAX_ACTIONS = 5

/** The candidate's next steps, with the names that the log gives put into the commands. Commands are shown, never run. */
export function actionsOf(candidate: Candidate, gist: Gist, beneath: Candidate | null): Action[] {
  const hint = gist.hints[0]
  const advised: Action[] = hint
    ? [
        {
          description: `The tool itself advises: ${hint}.`,
          risk: 'reversible',
          ...(SAFE.test(hint) ? { command: hint } : {}),
        },
      ]
    : []
  return [...advised, ...(beneath?.actions ?? []), ...candidate.actions]
    .slice(0, MAX_ACTIONS)
    .map((action) => filled(action, gist, beneath?.component ?? candidate.component))
}

const HOST = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}$/i

function filled(action: Action, gist: Gist, component: string | null): Action {
  if (action.command === undefined) return { ...action }
  const [file, line] = splitPlace(gist)
  const test = gist.tests[0]
  const values: Record<string, string | undefined> = {
    'FILE::TEST': test?.includes('::') ? test : undefined,
    'FILE:LINE': file && line ? `${file}:${line}` : undefined,
    FILE: file,
    TEST: test,
    NAME: test,
    HOST: component && HOST.test(component) ? component : undefined,
  }
  const command = action.command.replace(/FILE::TEST|FILE:LINE|\bFILE\b|\bTEST\b|\bNAME\b|\bHOST\b/g, (name) => {
    const value = values[name]
    return value !== undefined && SAFE.test(value) ? value : name
  })
  return { ...action, command }
}

function splitPlace(gist: Gist): [string | undefined, string | undefined] {
  const place = gist.place
  if (place === null) return [gist.files[0], undefined]
  const at = place.lastIndexOf(':')
  return [place.slice(0, at), place.slice(at + 1)]
}

/** The one read-only step that would disprove the answer. */
export function killTestOf(candidate: Candidate, gist: Gist, actions: readonly Action[]): Action | null {
  if (candidate.killTest) return filled(candidate.killTest, gist, candidate.component)
  const look = actions.find(({ risk }) => risk === 'read_only')
  if (!look) return null
  return { ...look, description: `${look.description} If nothing is wrong there, this answer is wrong.` }
}
