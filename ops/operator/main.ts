import { runCommand } from '../ops-error.ts'

/**
 * What whoever runs Lethe types: these commands know keys and database, so they live here and not in cli/, which may import
 * the pure rooms only. bin/lethe hands the names of this table over; a test keeps the two lists equal.
 */
interface OperatorCommand {
  about: string
  /** Reads its arguments, prints, returns the exit code. A known failure is an OpsError. */
  load: () => Promise<{ run: (args: readonly string[]) => Promise<number> }>
}

export const OPERATOR_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  backup: { about: 'write a checked copy of the database to a file', load: () => import('./backup.ts') },
  restore: { about: 'bring a copy back into an empty database', load: () => import('./restore.ts') },
  billing: { about: 'set up Stripe, or compare every account with it', load: () => import('./billing.ts') },
  doctor: { about: 'check this installation and say how to mend it', load: () => import('./doctor.ts') },
  staff: { about: 'add, close and list accounts of staff', load: () => import('./staff.ts') },
}

async function operate([name = '', ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(OPERATOR_COMMANDS, name) ? OPERATOR_COMMANDS[name] : undefined
  if (!command) throw new Error(`bin/lethe handed over "${name}", which is in no list.`)
  const { run } = await command.load()
  process.exitCode = await run(args)
}

if (import.meta.main) await runCommand(() => operate(process.argv.slice(2)))
