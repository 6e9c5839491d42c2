import { UsageError } from './input.ts'

/** A command reads its arguments, prints to standard output, and returns the exit code. */
export type Command = (args: readonly string[]) => Promise<number>

const COMMANDS: Record<string, { about: string; load: () => Promise<{ run: Command }> }> = {
  analyze: { about: 'find the root cause in a log', load: () => import('./analyze.ts') },
  audit: { about: 'check an exported audit log', load: () => import('./audit.ts') },
  condense: {
    about: 'make a log small enough to read, keeping the lines that matter',
    load: () => import('./condense.ts'),
  },
  egress: { about: 'check the bytes of a request against its receipt', load: () => import('./egress.ts') },
  keys: { about: 'look at the key ring, or add a key to it', load: () => import('./keys.ts') },
  parse: { about: 'show what a webhook body would become', load: () => import('./parse.ts') },
  redact: { about: 'replace secrets and personal data', load: () => import('./redact.ts') },
  trust: { about: 'check the claims of a server against their evidence', load: () => import('./trust.ts') },
  templates: { about: 'group lines by their shape', load: () => import('./templates.ts') },
}

function usage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  return [
    'lethe: incident analysis that forgets the logs',
    '',
    'Usage: lethe COMMAND [OPTIONS] [FILE]   (no FILE, or -: standard input)',
    '',
    ...rows,
    '',
    'For whoever runs the server: backup, restore, billing, doctor, staff.',
    '',
    'lethe COMMAND --help shows the options of one command. Exit codes: 0 done, 1 the answer is no, 2 the command cannot be',
    'carried out as typed (the message says what to do), 70 a mistake of ours.',
  ].join('\n')
}

/** A mistake of ours. */
const EXIT_SOFTWARE = 70

const [name, ...args] = process.argv.slice(2)
const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
// `lethe redact app.log | head`: whoever reads has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
if (!command) {
  const asked = name === undefined || name === 'help' || name === '--help' || name === '-h'
  const out = asked ? process.stdout : process.stderr
  out.write(`${asked ? '' : `lethe: there is no command "${name}". Nothing was read.\n\n`}${usage()}\n`)
  process.exitCode = asked ? 0 : 2
} else {
  try {
    const { run } = await command.load()
    process.exitCode = await run(args)
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : EXIT_SOFTWARE
    process.stderr.write(`lethe ${name}: ${error instanceof UsageError ? error.message : ourMistake(error)}\n`)
  }
}

// What is printed has gone out by then; taking down a heap that held a large log is a tenth of the whole run.
process.stdout.write('', () => process.stderr.write('', () => process.exit()))

/** Where it happened, not what was said: the message of an error may quote the log. */
function ourMistake(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return [
    'stopped by a mistake of ours. Nothing was kept. Please report these lines; no text of a log is in them.',
    ...places,
  ].join('\n')
}
