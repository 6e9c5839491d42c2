import { piece } from './build-alert.ts'
import type { AlertEvidence } from './normalized-alert.ts'
import { at, cut, firstText, isObject, itemsOf, type Json, stringify, textOf } from './read-json.ts'

/**
 * What an event of Sentry says of an error, as text that reads like the error's own printout: chained exceptions, frames, locals
 * of the frames nearest to the error, breadcrumbs as log lines. Two spellings: of webhooks (`lineno`, `exception.values`) and of
 * the web API (`lineNo`, `entries[].data`).
 */

const MAX_EXCEPTIONS = 10
const MAX_FRAMES = 60
const MAX_BREADCRUMBS = 100
const MAX_LINE_CHARS = 2_000
/** Locals are shown of so many frames, and so many of each. */
const MAX_FRAMES_WITH_VARS = 4
const MAX_VARS = 20
const MAX_VAR_CHARS = 200

export function evidenceOfEvent(event: Json | undefined): AlertEvidence[] {
  const platform = textOf(at(event, 'platform'), 40) ?? ''
  const stacks = stacksOf(event, platform)
  const breadcrumbs = breadcrumbsOf(event)
  const message =
    firstText(event, ['message', 'formatted'], 20_000) ?? textOf(at(event, 'logentry', 'formatted'), 20_000)
  const found = [
    ...stacks.map((text) => piece('stack', text)),
    piece('log', breadcrumbs.join('\n')),
    piece('text', message),
    piece('text', textOf(at(entryOf(event, 'message'), 'formatted'), 20_000)),
  ]
  return found.filter((one) => one !== undefined)
}

export const hasStack = (evidence: readonly AlertEvidence[]): boolean => evidence.some(({ type }) => type === 'stack')

function stacksOf(event: Json | undefined, platform: string): string[] {
  const values = firstList(
    at(event, 'exception', 'values'),
    at(event, 'sentry.interfaces.Exception', 'values'),
    at(entryOf(event, 'exception'), 'values'),
    at(event, 'exception'),
  )
  const printed = values.slice(-MAX_EXCEPTIONS).flatMap((value) => exceptionText(value, platform))
  if (printed.length > 0) return [printed.join(platform === 'python' ? CHAINED : '\n')]
  const bare = [at(event, 'stacktrace'), at(event, 'sentry.interfaces.Stacktrace'), ...threadsOf(event)]
  const head = firstText(event, ['title', 'message']) ?? 'Stack'
  return bare.flatMap((stack) => framesText(stack, platform, head)).slice(0, 1)
}

/** As Python prints a chain: the first is the cause, the last what came out. */
const CHAINED = '\n\nDuring handling of the above exception, another exception occurred:\n\n'

function exceptionText(value: Json, platform: string): string[] {
  const type = textOf(at(value, 'type'), 300)
  const said = textOf(at(value, 'value'), MAX_LINE_CHARS)
  if (type === undefined && said === undefined) return []
  const head = [type, said].filter((part) => part !== undefined).join(': ')
  const text = framesText(at(value, 'stacktrace') ?? at(value, 'rawStacktrace'), platform, head)
  return text.length > 0 ? text : [head]
}

/** Nothing where there are no frames. Sentry's frames run from the oldest call to the newest. */
function framesText(stack: Json | undefined, platform: string, head: string): string[] {
  const frames = itemsOf(at(stack, 'frames'), 1_000).filter(isObject).slice(-MAX_FRAMES)
  if (frames.length === 0) return []
  const withVars = new Set(
    [...frames.filter(isInApp), ...(frames.some(isInApp) ? [] : frames)].slice(-MAX_FRAMES_WITH_VARS),
  )
  const language =
    platform === '' && frames.some((frame) => /\.py$/.test(textOf(frame.filename) ?? '')) ? 'python' : platform
  const printed = frames.map((frame) => frameLines(frame, language, withVars.has(frame)))
  if (language === 'python') return [['Traceback (most recent call last):', ...printed.flat(), head].join('\n')]
  return [[head, ...printed.reverse().flat()].join('\n')]
}

const isInApp = (frame: Json): boolean => at(frame, 'in_app') === true || at(frame, 'inApp') === true

function frameLines(frame: Json, platform: string, withVars: boolean): string[] {
  const file = firstText(frame, ['filename', 'abs_path', 'absPath', 'module', 'package']) ?? '?'
  const name = firstText(frame, ['function', 'rawFunction', 'raw_function']) ?? '?'
  const line = firstText(frame, ['lineno', 'lineNo'])
  const column = firstText(frame, ['colno', 'colNo'])
  const code = codeOf(frame, line)
  const vars = withVars ? varsOf(at(frame, 'vars')) : []
  if (platform === 'python')
    return [
      `  File "${file}", line ${line ?? '?'}, in ${name}`,
      ...(code === undefined ? [] : [`    ${code}`]),
      ...vars,
    ]
  const module = textOf(at(frame, 'module'))
  const called = platform === 'java' && module !== undefined ? `${module}.${name}` : name
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return [`    at ${called} (${place})`, ...(code === undefined ? [] : [`        ${code}`]), ...vars]
}

/** The line of code at which the frame stood. */
function codeOf(frame: Json, line: string | undefined): string | undefined {
  const own = firstText(frame, ['context_line'], MAX_LINE_CHARS)
  if (own !== undefined) return cut(own, 300)
  const row = itemsOf(at(frame, 'context'), 50).find((pair) => Array.isArray(pair) && textOf(pair[0]) === line)
  return Array.isArray(row) ? textOf(row[1], 300) : undefined
}

function varsOf(vars: Json | undefined): string[] {
  if (!isObject(vars)) return []
  return Object.entries(vars)
    .slice(0, MAX_VARS)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : (stringify(value, 0) ?? '')
      return `      ${name.replace(/^'|'$/g, '')} = ${cut(text.replace(/\s+/g, ' '), MAX_VAR_CHARS)}`
    })
}

function breadcrumbsOf(event: Json | undefined): string[] {
  const list = firstList(
    at(event, 'breadcrumbs', 'values'),
    at(event, 'breadcrumbs'),
    at(entryOf(event, 'breadcrumbs'), 'values'),
  )
  return list.slice(-MAX_BREADCRUMBS).flatMap((crumb) => {
    const said = textOf(at(crumb, 'message'), MAX_LINE_CHARS) ?? dataLine(at(crumb, 'data'))
    const clock = textOf(at(crumb, 'timestamp'), 40)
    const level = textOf(at(crumb, 'level'), 20)?.toUpperCase()
    const category = textOf(at(crumb, 'category'), 80)
    return said === undefined ? [] : [[clock, level, category, said].filter((part) => part !== undefined).join(' ')]
  })
}

const dataLine = (data: Json | undefined): string | undefined =>
  isObject(data) && Object.keys(data).length > 0 ? cut(stringify(data, 0) ?? '', 500) : undefined

const entryOf = (event: Json | undefined, type: string): Json | undefined =>
  at(
    itemsOf(at(event, 'entries'), 50).find((entry) => at(entry, 'type') === type),
    'data',
  )

const threadsOf = (event: Json | undefined): (Json | undefined)[] =>
  firstList(at(event, 'threads', 'values'), at(entryOf(event, 'threads'), 'values'))
    .filter((thread) => at(thread, 'crashed') === true || at(thread, 'current') === true)
    .map((thread) => at(thread, 'stacktrace'))

const firstList = (...candidates: (Json | undefined)[]): Json[] =>
  itemsOf(
    candidates.find((one) => Array.isArray(one) && one.length > 0),
    1_000,
  )
