import { bits, SPACE } from './chars.ts'
import { isPlainWord, looksOpaque } from './opaque.ts'
import type { FieldRule } from './rules/field-names.ts'
import { FILE_ENDINGS } from './rules/file-endings.ts'

/** What stands behind a secret's word and a sign in logs of builds, clusters and tests, and is no value of it. */

const POSITION = /\d{1,7}(?::\d{1,5})?(?![\w.-])/y
const ARTIFACT = /[a-z][\w.-]{0,80}:\d{1,5}\.\d{1,5}(?:[.-][\w.-]{1,40})?(?![\w@/+=])/y

/** `Loader.swift:27:9`, `token.rs:45`, `com.auth0:java-jwt:4.4.0`: a place in a file, a package of a build. */
export function isCodePlace(text: string, nameStart: number, nameEnd: number, valueAt: number): boolean {
  if (text.charCodeAt(nameEnd) !== 58 || valueAt !== nameEnd + 1) return false
  const name = text.slice(nameStart, nameEnd)
  const dot = name.lastIndexOf('.')
  if (dot <= 0) return false
  ARTIFACT.lastIndex = valueAt
  if (ARTIFACT.test(text)) return true
  POSITION.lastIndex = valueAt
  return FILE_ENDINGS.has(name.slice(dot + 1).toLowerCase()) && POSITION.test(text)
}

/** `secretKeyRef: name: db`: the first word is the next key of a map. */
export function isNestedKey(text: string, end: number, written: string): boolean {
  return text.charCodeAt(end) === 58 && (bits(text, end + 1) & SPACE) !== 0 && isPlainWord(written)
}

/** `secret "db-creds" not found`: clusters call an object so. */
export function isObjectName(written: string): boolean {
  return (isPlainWord(written) || /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)+$/.test(written)) && !looksOpaque(written)
}

const COOKIE_ATTRIBUTE = /^\s{0,4}(?:SameSite=(?:None|Lax|Strict)|Secure|HttpOnly|Partitioned|Path=\/|Max-Age=-?\d)\b/i

/** `cookie: SameSite=None requires Secure`: what browsers say about a cookie, without the cookie. */
export function isCookieAttributes(value: string): boolean {
  const [line = ''] = value.split(/[\r\n"']/, 1)
  return COOKIE_ATTRIBUTE.test(line) && line.split(';').every((part) => COOKIE_ATTRIBUTE.test(part))
}

/** A bank's code, or a language with versions. */
const SWIFT = /^(?:.*[_.-])?swift$/i
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?$/
const VERSION = /^v?\d{1,5}(?:\.\d{1,5}){1,4}(?:[-+][\w.]{1,20})?$/
const WORKING_FOLDER = /^(?:old)?pwd$/i

/** Whether something written like this can be what a field of this name holds. `name` as it is written. */
export function mayBeValueOf(rule: FieldRule, name: string, written: string): boolean {
  if (rule.class === 'custom') return true
  if (SWIFT.test(name)) return !VERSION.test(written)
  if (TIME.test(written)) return false
  // Numbers of sessions of a shell or a database; made to be guessed by nobody, a session's secret is longer.
  if (rule.type === 'session' && /^\d{1,6}$/.test(written)) return false
  if (isPath(written, WORKING_FOLDER.test(name) ? 1 : 2))
    return rule.strength === 'strong' && !WORKING_FOLDER.test(name)
  return rule.strength === 'strong' || rule.class !== 'secret' || !VERSION.test(written)
}

const PATH = /^(?:~|\.{1,2}|[A-Za-z]:)?(?:[/\\]{1,2}[\w.@ -]{1,64}){1,24}[/\\]?$/
/** Words and numbers; base64 with a slash in it has humps. */
const SEGMENT = /^(?:[A-Z]?[a-z0-9_.@ -]*|[A-Z0-9_.-]*)$/

/** An absolute path of at least so many segments, none of which is made by a machine. */
function isPath(written: string, segments: number): boolean {
  if (!PATH.test(written)) return false
  const parts = written.split(/[/\\]+/).slice(1)
  const isWritten = (part: string) => SEGMENT.test(part) && !looksOpaque(part)
  return parts.length >= segments && parts.every(isWritten) && parts.some((part) => /[a-z]{3}/.test(part))
}
