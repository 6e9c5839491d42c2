import { bytesText } from '../bytes.ts'
import { MAX_FILE_BYTES, type Refusal } from './protocol.ts'

/** What a person is told: what happened, what was kept, what to do; and which door out there is. */
export interface Problem {
  happened: string
  kept: string
  todo: string
  action: 'none' | 'retry' | 'sign-in'
}

const LIMIT = `${MAX_FILE_BYTES / (1024 * 1024)} MiB`

const HERE = 'Nothing left your browser, and nothing was saved.'

const REFUSALS: Record<Exclude<Refusal, 'too-large'>, Omit<Problem, 'kept' | 'action'>> = {
  empty: { happened: 'There is no text in it.', todo: 'Paste a log, or choose a file that holds one.' },
  binary: {
    happened: 'This is not text: it holds zero bytes, as pictures and archives do.',
    todo: 'Unpack it, or save it as plain text, and try again.',
  },
  gzip: { happened: 'This file is compressed with gzip.', todo: 'Unpack it (gunzip) and drop the log itself.' },
  unreadable: {
    happened: 'Your browser could not read the file.',
    todo: 'If it is a folder, drop a file from it. If the file is still being written, copy it first.',
  },
  'nothing-fits': {
    happened: 'No line of this log fits into what can be sent.',
    todo: 'Break its lines, or cut out the part around the failure.',
  },
  failed: {
    happened: 'The part of this page that redacts stopped.',
    todo: 'Try again. If it stops again, try a smaller part of the log: your browser may be short of memory.',
  },
}

/** Why a log was not taken. Everything so far happened in the browser. */
export function refusalProblem(reason: Refusal, bytes: number): Problem {
  if (reason === 'too-large') {
    return {
      happened: `This is ${bytesText(bytes)}; the limit is ${LIMIT}.`,
      kept: HERE,
      todo: 'Cut out the part around the failure, for example its last 50,000 lines.',
      action: 'none',
    }
  }
  return { ...REFUSALS[reason], kept: HERE, action: 'none' }
}

export const ONE_FILE: Problem = {
  happened: 'Several files were dropped.',
  kept: HERE,
  todo: 'Drop one file, the one with the failure in it.',
  action: 'none',
}

const TEXT_KEPT = 'Your log is still in this tab. Nothing was saved.'

export const OFFLINE: Problem = {
  happened: 'Your browser is offline.',
  kept: TEXT_KEPT,
  todo: 'Try again when the connection is back.',
  action: 'retry',
}

export const UNREACHABLE: Problem = {
  happened: 'The server did not answer.',
  kept: 'Your log is still in this tab. If the server received it, the analysis may be in the history.',
  todo: 'Try again.',
  action: 'retry',
}

export const UNREADABLE_ANSWER: Problem = {
  happened: 'The answer of the server could not be read.',
  kept: 'Your log is still in this tab. The analysis may be in the history.',
  todo: 'Look into the history before you try again.',
  action: 'retry',
}

const SESSION_ENDED: Problem = {
  happened: 'Your session has ended.',
  kept: 'Your log is still in this tab. Nothing was saved.',
  todo: 'Sign in in a new tab, come back here, and try again.',
  action: 'sign-in',
}

/** What the API answered with an error status. Its own words where it sent some (problem+json), else ours. */
export function answerProblem(status: number, body: string): Problem {
  if (status === 401) return SESSION_ENDED
  const told = readProblem(body)
  const fallback = {
    happened: `The server answered with an error (${status}).`,
    kept: TEXT_KEPT,
    todo: 'Try again in a minute.',
  }
  return { ...fallback, ...told, action: 'retry' }
}

function readProblem(body: string): Partial<Omit<Problem, 'action'>> {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return {}
  }
  if (typeof json !== 'object' || json === null) return {}
  const parts: Partial<Omit<Problem, 'action'>> = {}
  for (const key of ['happened', 'kept', 'todo'] as const) {
    const value: unknown = Reflect.get(json, key)
    if (typeof value === 'string' && value !== '') parts[key] = value
  }
  return parts
}
