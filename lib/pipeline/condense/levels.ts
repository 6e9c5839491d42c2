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

const BY_WORD = new Map<string, number>(
  WORDS.flatMap(([level, words]) => words.split(' ').map((word): [string, number] => [word, level])),
)

/** Level of a word in any case; UNKNOWN where it names none. */
export function levelOfWord(word: string): number {
  return word.length < 3 || word.length > 11 ? UNKNOWN : (BY_WORD.get(word.toUpperCase()) ?? UNKNOWN)
}

/** Level of one letter, as logcat, klog and glog write it. */
export function levelOfLetter(code: number): number {
  if (code === 70 || code === 65) return FATAL
  if (code === 69) return ERROR
  if (code === 87) return WARN
  if (code === 73 || code === 78) return INFO
  return code === 68 || code === 86 || code === 84 ? DEBUG : UNKNOWN
}
