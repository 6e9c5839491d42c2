/** A failure that the person at the terminal can mend: one line, what happened and what to do. */
export class OpsError extends Error {
  readonly happened: string
  readonly todo: string

  constructor(happened: string, todo = '', cause?: unknown) {
    super(`${happened} ${todo}`.trim().replaceAll(/\s*\n\s*/g, ' '), cause === undefined ? undefined : { cause })
    this.name = 'OpsError'
    this.happened = happened
    this.todo = todo
  }
}

/** Runs a command's body; a known failure becomes its own line on stderr and exit code 1, anything else keeps its stack. */
export async function runCommand(body: () => Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    const known = error instanceof Error && ['OpsError', 'EnvError', 'KeyRingError'].includes(error.name)
    process.stderr.write(known ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 1
  }
}

/** The `code` of a system or PostgreSQL error, '' for anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** File system failures in plain words; rethrows what it does not know. `what` names the thing, `path` the place. */
export function explainFileError(error: unknown, what: string, path: string): never {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    throw new OpsError(
      `The disk is full: ${what} could not be written to ${path}.`,
      'Free some space and start again.',
      error,
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    throw new OpsError(`This user may not use ${path} (${what}).`, 'Give it to this user, or run as its owner.', error)
  }
  if (code === 'EROFS') {
    throw new OpsError(`${path} is on a read-only disk.`, 'Set LETHE_HOME to a folder that can be written.', error)
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    throw new OpsError(`${path} is in the way: it is not a folder.`, 'Move it aside and start again.', error)
  }
  throw error
}
