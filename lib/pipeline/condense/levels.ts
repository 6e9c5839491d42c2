import type { Level } from './condensed-log.ts'

/** Levels as small numbers, so that a column of them fits a typed array. Higher is worse. */
export const LEVELS: readonly Level[] = ['unknown', 'debug', 'info', 'warn', 'error', 'fatal']
export const UNKNOWN = 0
export const DEBUG = 1
export const INFO = 2
export const WARN = 3
export const ERROR = 4
export const FATAL = 5

/** The words that systems write in the place of a level: syslog, log4j, Python, Go, .NET, PostgreSQL, Serilog, Blue Gene. */
const WORDS: readonly (readonly [number, string])[] = [
  [FATAL, 'FATAL CRITICAL CRIT EMERG EMERGENCY ALERT PANIC FTL CRT DPANIC'],
  [ERROR, 'ERROR ERR SEVERE FAILURE ERRO EROR FAIL'],
  [WARN, 'WARN WARNING WRN'],
  [INFO, 'INFO INFORMATION NOTICE LOG INF STATEMENT HINT DETAIL CONTEXT SYSTEM NOTE AUDIT'],
  [DEBUG, 'DEBUG TRACE VERBOSE FINE FINER FINEST CONFIG DBG TRC DBUG TRCE SILLY VRB'],
]

/** Upper-case words by their hash; slots hold numbers of `KNOWN`. The words are few and known: none shares its slot. */
const KNOWN: { word: string; level: number }[] = [{ word: '', level: UNKNOWN }]
const SLOTS = new Uint8Array(4096)
for (const [level, words] of WORDS)
  for (const word of words.split(' ')) {
    const slot = hashOf(word, 0, word.length)
    if (SLOTS[slot] !== 0) throw new Error(`two level words share a slot: ${word}`)
    SLOTS[slot] = KNOWN.push({ word, level }) - 1
  }

/** Case is folded by clearing bit 5, which is right for letters; others are told apart by the comparison. */
function hashOf(text: string, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (text.charCodeAt(i) & 0xdf)) | 0
  return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & 0xfff
}

/** Level of the word `text.slice(from, to)` in any case; UNKNOWN where it names none. No copy is made. */
export function levelAt(text: string, from: number, to: number): number {
  const size = to - from
  if (size < 3 || size > 11) return UNKNOWN
  const slot = SLOTS[hashOf(text, from, to)] ?? 0
  const found = slot === 0 ? undefined : KNOWN[slot]
  if (found === undefined || found.word.length !== size) return UNKNOWN
  for (let i = 0; i < size; i++) if ((text.charCodeAt(from + i) & 0xdf) !== found.word.charCodeAt(i)) return UNKNOWN
  return found.level
}

/** Level of one letter, as logcat, klog and glog write it. */
export function levelOfLetter(code: number): number {
  if (code === 70 || code === 65) return FATAL
  if (code === 69) return ERROR
  if (code === 87) return WARN
  if (code === 73 || code === 78) return INFO
  return code === 68 || code === 86 || code === 84 ? DEBUG : UNKNOWN
}
