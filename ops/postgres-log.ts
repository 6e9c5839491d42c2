import { OpsError } from './ops-error.ts'

/** PostgreSQL's own words about a failed start (English: it runs with LC_ALL=C) as one line for a person. */
export function explainLog(log: string, what: string): OpsError {
  if (/No space left on device|Disk quota exceeded/.test(log)) {
    return new OpsError(`The disk is full: ${what.toLowerCase()}.`, 'Free some space and start again.')
  }
  if (/initialized by PostgreSQL version|incompatible with server/.test(log)) {
    return new OpsError(
      `${what}: the data was made by another version of PostgreSQL.`,
      'Start with the Lethe that made it, export, and import here.',
    )
  }
  if (/could not create shared memory segment|could not map anonymous shared memory/.test(log)) {
    return new OpsError(`${what}: there is not enough memory for it.`, 'Give the machine or container 256 MB more.')
  }
  const reason = log.split('\n').findLast((line) => /FATAL|error:|could not|PANIC/.test(line))
  const said = (reason ?? 'it gave no reason').replace(/^.*?(FATAL|PANIC|error):\s*/, '').slice(0, 300)
  return new OpsError(`${what}: ${said}.`, 'Mend that, or set DATABASE_URL to a PostgreSQL 15 or newer.')
}
