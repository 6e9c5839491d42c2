import { bits, isLineEnd, SPACE } from './chars.ts'
import { isSecretValue, readValue } from './field-value.ts'
import { looksOpaque } from './opaque.ts'
import { quoteAt } from './operator.ts'
import type { Run } from './run.ts'

/** `Bearer x` without its header's name. `at`: the end of the word. */
export function matchBearer(run: Run, at: number): void {
  const { text } = run
  let from = at
  while (from < at + 3 && (bits(text, from) & SPACE || text[from] === ':' || text[from] === '+')) from++
  if (from === at || text.startsWith('%20', at)) return
  const { start, end } = readValue(run, from)
  const value = text.slice(start, end)
  if (value.length >= 8 && /\d/.test(value) && isSecretValue(value, 'medium', false))
    run.add(start, end, 'authorization')
}

/** `Basic x` (RFC 7617), where x is base64 of `user:password`. The password found inside is searched everywhere, too. */
export function matchBasic(run: Run, at: number): void {
  const m = /[ \t:]{1,3}([A-Za-z0-9+/]{6,1000}={0,2})(?![A-Za-z0-9+/=])/y
  m.lastIndex = at
  const value = m.exec(run.text)?.[1]
  if (value === undefined) return
  const decoded = decodeBase64(value)
  const colon = decoded?.indexOf(':') ?? -1
  if (!decoded || colon < 0 || !/^[\x20-\x7e]+$/.test(decoded)) return
  run.add(m.lastIndex - value.length, m.lastIndex, 'authorization')
  run.extraValues.push(decoded.slice(colon + 1))
}

export function decodeBase64(value: string): string | null {
  try {
    return atob(value)
  } catch {
    return null
  }
}

/** SQL: `IDENTIFIED BY 'x'`, `IDENTIFIED BY PASSWORD 'x'`, `IDENTIFIED WITH plugin BY 'x'`. `at`: behind BY. */
export function matchIdentifiedBy(run: Run, at: number): void {
  const m = /\s{1,4}(?:(?:PASSWORD|VALUES)\s{1,4})?/iy
  m.lastIndex = at
  if (!m.test(run.text)) return
  const value = readValue(run, m.lastIndex)
  const written = run.text.slice(value.start, value.end)
  if (written.charCodeAt(0) !== 0xe000 && isSecretValue(written, 'strong', true))
    run.add(value.start, value.end, 'password')
}

/** Commands whose short options carry secrets: [command, option and what may stand between it and the value]. */
const SHORT_OPTIONS: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:curl|wget|http|https|httpie)\b/g, /(?:\s|^)(?:-u|--user|--proxy-user|-U|-a|--auth)[\s=]{0,2}/y],
  [
    /\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass|docker|podman|helm|plink|pscp|mongo|mongosh|mongodump|sqlcmd|az|nuget|ldapsearch|smbclient|kinit|zip|unzip|7z|keytool|vault|oc)\b/g,
    /(?:\s|^)(?:-p|-pw|-P|-w)(?:\s|=)?/y,
  ],
  [/\bredis-cli\b/g, /(?:\s|^)-a\s?/y],
]

/** A short option at `at` (its dash) behind one of these commands on the same line. */
export function matchShortOption(run: Run, at: number): void {
  const { text } = run
  for (const [command, option] of SHORT_OPTIONS) {
    option.lastIndex = at - 1
    if (!option.test(text)) continue
    const from = option.lastIndex
    const isUser = command === SHORT_OPTIONS[0]?.[0]
    const end = shellWordEnd(text, from)
    const quote = quoteAt(text, from)
    const value = text.slice(from + quote, quote && quoteAt(text, end - 1) ? end - 1 : end)
    if (!(isUser ? isUserAndPassword(value) : isOptionValue(value, from > at + 2))) continue
    if (!commandBefore(run, command, at)) continue
    run.add(from + quote, from + quote + value.length, isUser ? 'credential' : 'password')
    return
  }
}

/** Longer than any command's name with a sign on both sides. */
const MAX_COMMAND = 16
/** So far back a command is looked for. */
const MAX_LINE = 400

/**
 * Whether the command stands before `at` on its line. Where it did not stand the last time, only what has come since is read: a
 * line of nothing but options would otherwise be read from every one of them.
 */
function commandBefore(run: Run, command: RegExp, at: number): boolean {
  const { text, withoutCommand } = run
  const floor = (withoutCommand.get(command) ?? -MAX_LINE) - MAX_COMMAND
  const start = lineStartBefore(text, at, Math.max(0, at - MAX_LINE, floor))
  // Read from within what was read before: a command that begins there was seen then.
  const isCut = start > 0 && start === floor
  command.lastIndex = isCut ? start + 1 : start
  if (command.test(text.slice(0, at))) return true
  withoutCommand.set(command, at)
  return false
}

function isUserAndPassword(value: string): boolean {
  return /^(?:[^:$\s]{0,128}:[^\s$]|[^:$\s]{6,128}:$)/.test(value) && !value.includes('://')
}

/** Where the line begins on which `at` is, with the lines that a backslash joins to it; not before `floor`. */
function lineStartBefore(text: string, at: number, floor: number): number {
  let start = at
  while (start > floor && (!isLineEnd(text, start - 1) || continues(text, start - 1))) start--
  return start
}

function continues(text: string, lineEnd: number): boolean {
  return text[lineEnd] === '\n' && (text[lineEnd - 1] === '\\' || text[lineEnd - 2] === '\\')
}

/** `-p 8080:80` and `-p tcp` are ports and protocols, `-p` in one word a flag of another kind. */
function isOptionValue(value: string, apart: boolean): boolean {
  if (/^-|^[\d.:/]+(?:tcp|udp)?$|:\d+$|^\.?\//.test(value) || !isSecretValue(value, 'strong', false)) return false
  return apart ? /\d|[^\w-]/.test(value) || looksOpaque(value) : /\d/.test(value) && value.length >= 6
}

/** The end of a word as a shell reads it: quotes may stand inside. */
function shellWordEnd(text: string, from: number): number {
  let quote = ''
  let i = from
  for (const stop = Math.min(text.length, from + 1_024); i < stop; i++) {
    const c = text[i] ?? ''
    if (isLineEnd(text, i)) break
    if (quote) {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (bits(text, i) & SPACE || c === '|' || c === ';') break
  }
  return i
}

/** A user in a dump of an environment: `DB_USERNAME=app`. Only in capitals, with `=`: half of a pair whose other half is a password. */
export function matchEnvironmentUser(run: Run, start: number, end: number): void {
  const { text } = run
  run.userAt = start
  if (text[start - 1] !== '_' || text.charCodeAt(start) !== 85 || start < run.coveredTo) return
  const m = /(?:NAME|_NAME)?\s?=\s?/y
  m.lastIndex = end
  if (!m.test(text) || text[m.lastIndex] === '=') return
  const value = readValue(run, m.lastIndex)
  const written = text.slice(value.start, Math.min(value.end, value.start + 128))
  if (written.length > 2 && written.charCodeAt(0) !== 0xe000 && isSecretValue(written, 'strong', false))
    run.add(value.start, value.end, 'credential')
}
