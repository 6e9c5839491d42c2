/** What one check of the doctor found. `skipped`: there is nothing to check here, and why. */
export interface Finding {
  state: 'good' | 'warning' | 'bad' | 'skipped'
  says: string
  /** How to mend it; none for what is good or skipped. */
  todo?: string
}

export interface Check {
  name: string
  run: () => Promise<Finding> | Finding
}

export const good = (says: string): Finding => ({ state: 'good', says })
export const skipped = (says: string): Finding => ({ state: 'skipped', says })
export const warning = (says: string, todo: string): Finding => ({ state: 'warning', says, todo })
export const bad = (says: string, todo: string): Finding => ({ state: 'bad', says, todo })

/** A check that breaks has found something too: its own words, never those of a secret. */
export async function examine(check: Check): Promise<Finding> {
  try {
    return await check.run()
  } catch (error) {
    const { message, todo } = spoken(error)
    return bad(message, todo)
  }
}

function spoken(error: unknown): { message: string; todo: string } {
  const fallback = 'Mend what the message names, then run lethe doctor again.'
  if (!(error instanceof Error)) return { message: 'The check itself broke.', todo: fallback }
  if ('happened' in error && 'todo' in error) return { message: String(error.happened), todo: String(error.todo) }
  const known = ['EnvError', 'KeyRingError', 'RedisKeeps'].includes(error.name)
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return { message: known ? error.message : `The check itself broke: ${error.name}${code}.`, todo: fallback }
}
