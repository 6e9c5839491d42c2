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
  parse: { about: 'show what a webhook body would become', load: () => import('./parse.ts') },
  redact: { about: 'replace secrets and personal data', load: () => import('./redact.ts') },
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
    'lethe COMMAND --help shows the options of one command.',
  ].join('\n')
}

const [name, ...args] = process.argv.slice(2)
const command = name === undefined ? undefined : COMMANDS[name]
if (!command) {
  const asked = name === undefined || name === 'help' || name === '--help' || name === '-h'
  const out = asked ? process.stdout : process.stderr
  out.write(`${asked ? '' : `lethe: there is no command "${name}".\n\n`}${usage()}\n`)
  process.exitCode = asked ? 0 : 2
} else {
  try {
    const { run } = await command.load()
    process.exitCode = await run(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`lethe ${name}: ${error.message}\n`)
    process.exitCode = 2
  }
}
