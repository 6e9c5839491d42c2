/**
 * The server's own log: one JSON line per event, fixed words and plain figures only. The type keeps text of people and
 * logs out: a field is a number, a boolean, or one of our own short words.
 */
type Field = number | boolean | null | string
const SHORT_WORD = /^[\w.:/-]{1,80}$/

function write(level: 'info' | 'warn' | 'error', message: string, fields: Record<string, Field>): void {
  const safe = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && !SHORT_WORD.test(value) ? '(withheld)' : value,
    ]),
  )
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...safe })}\n`)
}

export const log = {
  info: (message: string, fields: Record<string, Field> = {}) => write('info', message, fields),
  warn: (message: string, fields: Record<string, Field> = {}) => write('warn', message, fields),
  error: (message: string, fields: Record<string, Field> = {}) => write('error', message, fields),
}
