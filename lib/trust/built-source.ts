import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a build keeps the hash of the source that it was made of; shipped with it. */
export const BUILT_SOURCE = '.next/lethe-source-hash'

/** The hash of the source that the server in `root` was built from; null where the build has left none. */
export function builtSourceHash(root: string): string | null {
  try {
    const text = readFileSync(join(/* turbopackIgnore: true */ root, BUILT_SOURCE), 'utf8').trim()
    return /^[0-9a-f]{64}$/.test(text) ? text : null
  } catch {
    return null
  }
}
