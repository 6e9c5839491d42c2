import { join } from 'node:path'
import { EnvError, env } from '../lib/env.ts'
import { type KeyRing, KeyRingError, openKeyRing, rotateKeyRing } from '../lib/keyring.ts'
import { readArguments } from './arguments.ts'
import { UsageError } from './input.ts'
import type { Command } from './main.ts'

const HELP = `Usage: lethe keys list | rotate

The key ring of this installation, under LETHE_HOME/keys. No key is ever printed, only its name.

  list      the names of the keys, the current one marked
  rotate    adds a key, which seals everything from the next start on

After rotate, start Lethe anew (npm run up; or npm run migrate, then every server): passwords of the database's roles and the
key that signs audit checkpoints change with the ring. What older keys sealed is then sealed anew in the background. Older keys
stay in the ring, for backups. Back the ring up first: what is sealed under a lost key cannot be opened by anybody.
`

/** `lethe keys`: looks at the key ring, or adds a key to it. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'keys', help: HELP, options: {} }, args)
  if (!asked) return 0
  const [verb, ...more] = asked.positionals
  if ((verb !== 'list' && verb !== 'rotate') || more.length > 0)
    throw new UsageError('give list or rotate. Nothing was changed. lethe keys --help shows how.')
  try {
    const directory = join(env().home, 'keys')
    process.stdout.write(verb === 'list' ? listed(openKeyRing(directory)) : rotated(rotateKeyRing(directory)))
    return 0
  } catch (error) {
    if (error instanceof KeyRingError || error instanceof EnvError) throw new UsageError(error.message)
    throw error
  }
}

const listed = ({ keyIds, currentKeyId }: KeyRing): string =>
  keyIds.map((id) => `${id}${id === currentKeyId ? '  current' : ''}\n`).join('')

const rotated = ({ currentKeyId, keyIds }: KeyRing): string =>
  `The ring has a new key, ${currentKeyId}, and keeps ${keyIds.length - 1} older. Back the ring up, then start Lethe anew: what is sealed is sealed anew in the background.\n`
