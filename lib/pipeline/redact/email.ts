import { bits, JOINER, LETTER, runEnd, runStart, WORD } from './chars.ts'
import type { Run } from './run.ts'

/** Endings that name a file, a unit of systemd or a class, where a top-level domain would stand. */
const NOT_A_DOMAIN = new Set(
  'service socket timer target mount slice scope device path swap js mjs cjs ts tsx jsx json yml yaml md py rb go rs java kt cs cpp cc hpp php sh txt log xml html css scss map lock tgz gz zip jar war whl so dll exe conf cfg ini toml sql proto class min'.split(
    ' ',
  ),
)
/** Mailboxes of machines in addresses of code hosts (`git@github.com:owner/repo`): they name no person. */
const MACHINE_USERS = new Set(['git', 'hg', 'svn'])

/** Whether the run behind an `@` has a dot: the cheapest of the checks, made first. */
function hasDot(text: string, from: number): boolean {
  for (let i = from; bits(text, i) & (WORD | JOINER); i++) if (text.charCodeAt(i) === 46) return true
  return false
}

/** `scheme://user@host` and `scheme://user:password@host`: no mailbox, and the host stays readable. */
function isUserInfo(text: string, start: number): boolean {
  if (text.startsWith('://', start - 3)) return true
  if (text[start - 1] !== ':') return false
  return /:\/\/[^\s/]{0,128}$/.test(text.slice(Math.max(0, start - 132), start))
}

/** An address around the `@` at `at` (RFC 5321's limits: 64 before, 255 behind). */
export function matchEmail(run: Run, at: number): void {
  const { text } = run
  if (!(bits(text, at + 1) & WORD && hasDot(text, at + 1))) return
  let start = at
  while (
    start > at - 64 &&
    (bits(text, start - 1) & (WORD | JOINER) || "+%'!#$&*/=?^`{|}~".includes(text[start - 1] ?? ' '))
  ) {
    // Signs that mail allows and that in logs join something else.
    if ("='/{|}`*?&!#$^~".includes(text[start - 1] ?? '')) break
    start--
  }
  if (isUserInfo(text, start)) return
  while (start < at && bits(text, start) & JOINER) start++
  if (start === at) return
  let end = runEnd(text, at + 1, WORD | JOINER, 255)
  while (end > at && bits(text, end - 1) & JOINER) end--
  const domain = text.slice(at + 1, end)
  const dot = domain.lastIndexOf('.')
  const ending = domain.slice(dot + 1)
  if (dot < 1 || ending.length < 2 || domain.includes('..') || !/^[A-Za-z]{2,24}$|^xn--/.test(ending)) return
  // `next@15.0.0-canary.foo`: a package and its version.
  if (/^v?\d{1,5}\.\d/.test(domain)) return
  if (NOT_A_DOMAIN.has(ending.toLowerCase()) || !/[A-Za-z0-9]/.test(domain[0] ?? '')) return
  const local = text.slice(start, at)
  if (MACHINE_USERS.has(local) || runStart(text, at, LETTER | JOINER, 1) < 0) return
  run.add(start, end, 'email')
}
