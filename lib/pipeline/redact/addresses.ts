import { bits, DIGIT, HEX, LETTER, WORD } from './chars.ts'
import type { AddressPolicy } from './policy.ts'
import type { Run } from './run.ts'

/** Four small numbers are a version of a program unless something near says address. */
const ADDRESS_BEFORE =
  /(?:\bip|addr|host|client|peer|server|from|to|by|remote|connect|ping|dns|resolver|@|\/\/|v4)[^a-z0-9]{0,6}$/i
const VERSION_BEFORE = /(?:[vV]|ver(?:sion)?[ :=]{0,2}|release[ :=]{0,2}|build[ :=]{0,2})$/i

/** A dotted quad whose first digit stands at `at` and has no digit before it. */
export function matchIpv4(run: Run, at: number): void {
  const { text, policy } = run
  if (policy.ip === 'keep') return
  const parts = [0, 0, 0, 0]
  let i = at
  for (let part = 0; part < 4; part++) {
    const from = i
    let n = 0
    for (let c = text.charCodeAt(i); c >= 48 && c < 58 && i < from + 4; c = text.charCodeAt(++i)) n = n * 10 + c - 48
    if (i === from || i > from + 3 || n > 255) return
    parts[part] = n
    if (part < 3 && text.charCodeAt(i++) !== 46) return
  }
  if (parts[0] === 0 || (text[i] === '.' && bits(text, i + 1) & DIGIT) || bits(text, at - 1) & LETTER) return
  const isPublic = isPublicIpv4(parts)
  if (policy.ip === 'keep-private' && !isPublic) return
  if (
    isPublic &&
    parts.every((n) => n < 32) &&
    !ADDRESS_BEFORE.test(text.slice(Math.max(0, at - 24), at)) &&
    !/^[:/]\d/.test(text.slice(i, i + 2))
  )
    return
  if (!VERSION_BEFORE.test(text.slice(Math.max(0, at - 10), at))) run.add(at, i, 'ip')
}

/** Not private, loopback, link-local, carrier-grade, documentation, multicast or reserved (RFC 1918, 6598, 5735, 5737). */
function isPublicIpv4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if (a === 10 || a === 127 || a === 0 || a >= 224) return false
  if (a === 172 && b >= 16 && b <= 31) return false
  if (a === 192 && (b === 168 || (b === 0 && (c === 2 || c === 0)))) return false
  if (a === 169 && b === 254) return false
  if (a === 100 && b >= 64 && b <= 127) return false
  return !((a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) || (a === 203 && b === 0 && c === 113))
}

/** IPv6 or a MAC address around the colon at `at`. Called once per run of groups: at `::` or at the fourth colon. */
export function matchColonGroups(run: Run, at: number): void {
  const { text } = run
  if (at < run.groupsUntil) return
  let start = at
  while (start > at - 48 && (bits(text, start - 1) & HEX || text[start - 1] === ':')) start--
  let end = at
  while (end < start + 64 && (bits(text, end) & HEX || text[end] === ':')) end++
  run.groupsUntil = end
  if (bits(text, start - 1) & WORD || bits(text, end) & LETTER || text[start - 1] === '_') return
  while (text[end - 1] === ':' && text[end - 2] !== ':') end--
  const written = text.slice(start, end)
  if (isMac(written)) addMac(run, start, end, written)
  else if (run.policy.ip !== 'keep' && isIpv6(written)) {
    // `::ffff:192.0.2.1`: the dotted tail belongs to it.
    const tail = /^(?:\.\d{1,3}){3}/.exec(text.slice(end, end + 12))
    if (run.policy.ip === 'redact' || isPublicIpv6(written)) run.add(start, end + (tail ? tail[0].length : 0), 'ip')
  }
}

function isIpv6(written: string): boolean {
  const halves = written.split('::')
  if (halves.length > 2) return false
  const groups = written.split(':').filter(Boolean)
  if (groups.some((g) => g.length > 4)) return false
  if (halves.length === 1) return groups.length === 8 && /[a-f]|\d{4}/i.test(written)
  // `::` alone and `a::b` in code: an address has a group of three digits or more, or ends in one after many.
  return groups.length >= 2 && groups.length <= 7 && groups.some((g) => g.length >= 3) && /\d/.test(written)
}

/** Global unicast only: 2000::/3 without documentation, and nothing of fc00::/7, fe80::/10, ff00::/8, ::1 (RFC 4291, 4193, 3849). */
function isPublicIpv6(written: string): boolean {
  const first = Number.parseInt(written.split(':')[0] || '0', 16)
  if (first === 0 || (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 || first >= 0xff00) return false
  return !/^2001:0?db8:/i.test(written)
}

function isMac(written: string): boolean {
  return /^[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}$/i.test(written)
}

/** `aa-bb-cc-dd-ee-ff` around the dash at `at`. */
export function matchDashGroups(run: Run, at: number): void {
  const { text } = run
  const start = at - 2
  const end = start + 17
  if (
    start < 0 ||
    bits(text, start - 1) & WORD ||
    text[start - 1] === '-' ||
    bits(text, end) & WORD ||
    text[end] === '-'
  )
    return
  const written = text.slice(start, end)
  if (isMac(written) && /[a-f]/i.test(written)) addMac(run, start, end, written)
}

function addMac(run: Run, start: number, end: number, written: string): void {
  const policy: AddressPolicy = run.policy.mac
  const first = Number.parseInt(written.slice(0, 2), 16)
  // Bit 1: locally administered; bit 0: multicast (IEEE 802). Neither names a device that was bought.
  const names = (first & 3) === 0 && !/^00([:-]00){5}$/.test(written)
  if (policy === 'redact' || (policy === 'keep-private' && names)) run.add(start, end, 'mac')
}
