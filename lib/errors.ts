/**
 * The closed set of failures that a person may be told about. Everything else is a bug: logged by its class, answered as
 * a plain 500. Each says three things: what happened, what was kept, what to do. Nothing of a log, a query or another
 * tenant ever stands in a message.
 */

/** One wrong place of an input, as a form shows it. */
export interface Issue {
  /** Dotted path in the input, '' for the whole. */
  path: string
  message: string
}

/** The three parts of a message; each a whole sentence, shown in this order. */
export interface Message {
  happened: string
  kept: string
  todo: string
}

export const ERROR_STATUS = {
  not_found: 404,
  forbidden: 403,
  fresh_sign_in_required: 403,
  plan_limit: 402,
  invalid: 422,
  too_large: 413,
  rate_limited: 429,
  conflict: 409,
  unavailable: 503,
} as const
export type ErrorCode = keyof typeof ERROR_STATUS

const UNTOUCHED = 'Nothing was changed.'

/** Base of the set; throw one of its children. `message` is all three parts, for terminals. */
export abstract class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly parts: Message

  constructor(code: ErrorCode, parts: Message, cause?: unknown, status: number = ERROR_STATUS[code]) {
    super(`${parts.happened} ${parts.kept} ${parts.todo}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.status = status
    this.parts = parts
    this.name = new.target.name
  }

  /** What an API answers: no stack, no cause. */
  toJSON(): { error: { code: ErrorCode } & Message } {
    return { error: { code: this.code, ...this.parts } }
  }
}

/** Zero rows. Also for what exists elsewhere: a foreign id and a wrong id get the same answer. `noun` as in "analysis". */
export class NotFound extends AppError {
  constructor(noun = 'page', parts: Partial<Message> = {}) {
    super('not_found', {
      happened: `There is no such ${noun} here.`,
      kept: UNTOUCHED,
      todo: 'Check the link, or that you are in the right workspace.',
      ...parts,
    })
  }
}

/** Known person, not allowed to do this. */
export class Forbidden extends AppError {
  constructor(parts: Partial<Message> = {}) {
    super('forbidden', {
      happened: 'Your role in this workspace does not allow this.',
      kept: UNTOUCHED,
      todo: 'Ask an owner or admin of the workspace.',
      ...parts,
    })
  }
}

/** The `type` of its problem+json, by which a page knows that signing in again is what helps. */
export const FRESH_SIGN_IN_REQUIRED = 'fresh-sign-in-required'

/** Known person, allowed to do this, but the sign-in is too long ago for it: the browser may be in other hands by now. */
export class FreshSignInRequired extends AppError {
  constructor(parts: Partial<Message> = {}) {
    super('fresh_sign_in_required', {
      happened: 'For this, your sign-in must be less than 10 minutes old.',
      kept: UNTOUCHED,
      todo: 'Sign in again, then repeat it.',
      ...parts,
    })
  }
}

/** The `type` of its problem+json, by which a page knows that another plan is what helps. */
export const PLAN_LIMIT = 'plan-limit'

/** The workspace's plan does not have this, or not more of it. */
export class PlanLimit extends AppError {
  constructor(parts: Pick<Message, 'happened' | 'todo'> & Partial<Message>) {
    super('plan_limit', { kept: UNTOUCHED, ...parts })
  }
}

/** The input does not fit. `issues` name the places; they never repeat the input itself. */
export class Invalid extends AppError {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[], parts: Partial<Message> = {}) {
    super('invalid', {
      happened: 'What was sent does not fit.',
      kept: UNTOUCHED,
      todo: issues[0] ? `${issues[0].path ? `${issues[0].path}: ` : ''}${issues[0].message}` : 'Check the input.',
      ...parts,
    })
    this.issues = issues
  }

  override toJSON(): { error: { code: ErrorCode; issues: readonly Issue[] } & Message } {
    return { error: { code: this.code, issues: this.issues, ...this.parts } }
  }
}

/** More bytes than a door takes. */
export class TooLarge extends AppError {
  readonly maxBytes: number

  constructor(maxBytes: number, parts: Partial<Message> = {}) {
    super('too_large', {
      happened: `This is larger than ${maxBytes / (1024 * 1024)} MB.`,
      kept: 'Nothing of it was kept.',
      todo: 'Send the part around the failure.',
      ...parts,
    })
    this.maxBytes = maxBytes
  }
}

/** Too often. `retryAfterSeconds` becomes the Retry-After header. */
export class RateLimited extends AppError {
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number, parts: Partial<Message> = {}) {
    super('rate_limited', {
      happened: 'That was too often.',
      kept: UNTOUCHED,
      todo: `Try again in ${Math.ceil(retryAfterSeconds)} seconds.`,
      ...parts,
    })
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Somebody else was first, or it exists already. */
export class Conflict extends AppError {
  constructor(parts: Partial<Message> = {}, cause?: unknown) {
    super(
      'conflict',
      {
        happened: 'This exists already, or was changed meanwhile.',
        kept: UNTOUCHED,
        todo: 'Reload the page and look at the present state.',
        ...parts,
      },
      cause,
    )
  }
}

/** Something that Lethe needs does not answer; trying again may help, after `retryAfterSeconds` where that is known. */
export class Unavailable extends AppError {
  readonly retryAfterSeconds: number | null

  constructor(parts: Partial<Message> = {}, cause?: unknown, retryAfterSeconds: number | null = null) {
    super(
      'unavailable',
      {
        happened: 'A part of Lethe does not answer.',
        kept: UNTOUCHED,
        todo: 'Try again in a minute; if it stays so, tell whoever runs this Lethe.',
        ...parts,
      },
      cause,
    )
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** No place for an alert now. `status`: one after which its sender tries again, which is not the same for all of them. */
export class Busy extends AppError {
  readonly retryAfterSeconds = 30

  constructor(status: number) {
    const parts = {
      happened: 'Too many alerts are waiting.',
      kept: 'Nothing of this one was kept; it was counted, and the owner sees it.',
      todo: 'Send it again in half a minute.',
    }
    super('unavailable', parts, undefined, status)
  }
}
