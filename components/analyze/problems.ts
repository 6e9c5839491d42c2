import { bytesText } from '../bytes.ts'
import type { PictureRefusal } from '../picture/recognize.ts'
import { MAX_FILE_BYTES, type Refusal } from './protocol.ts'

/** What a person is told: what happened, what was kept, what to do; and which door out there is. */
export interface Problem {
  happened: string
  kept: string
  todo: string
  action: 'none' | 'retry' | 'sign-in' | 'history'
  /** Nothing went wrong: it is what the person asked for. */
  tone?: 'note'
}

const LIMIT = `${MAX_FILE_BYTES / (1024 * 1024)} MiB`

const HERE = 'Nothing left your browser, and nothing was saved.'

/** Refusals that name how far it came. */
type Limited = 'too-large' | 'gzip-too-large' | 'gzip-ratio'

const REFUSALS: Record<Exclude<Refusal, Limited>, Omit<Problem, 'kept' | 'action'>> = {
  empty: { happened: 'There is no text in it.', todo: 'Paste a log, or choose a file that holds one.' },
  binary: {
    happened: 'This is not text: it holds zero bytes, as pictures and archives do.',
    todo: 'Unpack it, or save it as plain text, and try again.',
  },
  gzip: { happened: 'This file is compressed twice.', todo: 'Unpack it once (gunzip) and drop what comes out.' },
  'gzip-broken': {
    happened: 'This gzip file cannot be unpacked: it is cut off, damaged, or several files in one.',
    todo: 'Unpack it yourself (gunzip) and drop the log.',
  },
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
  const limited = { kept: HERE, action: 'none' } as const
  switch (reason) {
    case 'too-large':
      return {
        ...limited,
        happened: `This is ${bytesText(bytes)}; the limit is ${LIMIT}.`,
        todo: 'Cut out the part around the failure, for example its last 50,000 lines.',
      }
    case 'gzip-too-large':
      return {
        ...limited,
        happened: `This file unpacks to more than 50 MB. Unpacking stopped at ${bytesText(bytes)}.`,
        todo: 'Unpack it yourself and cut out the part around the failure.',
      }
    case 'gzip-ratio':
      return {
        ...limited,
        happened: `This file unpacks to more than 200 times its size, as files made to fill a memory do. Unpacking stopped at ${bytesText(bytes)}.`,
        todo: 'If it is a log after all, unpack it yourself and drop the part around the failure.',
      }
    default:
      return { ...REFUSALS[reason], ...limited }
  }
}

const UNREAD: Record<PictureRefusal, Pick<Problem, 'happened' | 'todo'>> = {
  'too-large': {
    happened: 'This picture is larger than 20 MiB or 40 million pixels.',
    todo: 'Cut out the part that shows the log, and drop that.',
  },
  'not-a-picture': {
    happened: 'Your browser could not open this picture.',
    todo: 'Save it as PNG or JPEG and drop it again, or paste the text.',
  },
  'no-text': {
    happened: 'No text was recognised in this picture.',
    todo: 'Take the screenshot at a larger size, or paste the text.',
  },
  failed: {
    happened: 'The part of this page that reads pictures stopped.',
    todo: 'Try again. If it stops again, paste the text instead.',
  },
}

/** Why a picture gave no text. Everything so far happened in the browser. */
export const unreadProblem = (reason: PictureRefusal): Problem => ({ ...UNREAD[reason], kept: HERE, action: 'none' })

export const ONE_PICTURE: Problem = {
  happened: 'Several files were dropped, and at least one is a picture.',
  kept: HERE,
  todo: 'Drop one picture alone, or text files together.',
  action: 'none',
}

export const TOO_MANY_FILES: Problem = {
  happened: 'More than 20 files were dropped.',
  kept: HERE,
  todo: 'Drop those around the failure. They are read as one log, in the order given.',
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

/** The answer had begun. */
export const BROKEN_OFF: Problem = {
  happened: 'The connection broke while the answer was on its way.',
  kept: 'Your log is still in this tab. The analysis goes on without this page and will be in the history.',
  todo: 'Look into the history in a minute before you send it again.',
  action: 'history',
}

export const STOPPED_WAITING: Problem = {
  happened: 'You stopped waiting.',
  kept: 'Your log is still in this tab. The analysis goes on without this page and will be in the history.',
  todo: 'Find it in the history in a minute, or change what is sent and analyze again.',
  action: 'history',
  tone: 'note',
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
