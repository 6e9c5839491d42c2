import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './input.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** What a command takes; `help` is added. */
export interface CommandArguments<O extends Options> {
  /** As it is typed, for the hint: `redact`. */
  command: string
  help: string
  options: O
}

/**
 * The options and other arguments of a command, or null after printing its help. Throws UsageError for an unknown option, a
 * missing value and a value where none belongs: the message says what is wrong, that nothing was read, and where to look.
 */
export function readArguments<const O extends Options>(
  { command, help, options }: CommandArguments<O>,
  args: readonly string[],
) {
  const all = { ...options, help: { type: 'boolean', short: 'h' } } as const
  if (!isHelpAsked(args, all)) return checked(command, args, all)
  process.stdout.write(help)
  return null
}

/** Help is given whatever else was typed. */
function isHelpAsked(args: readonly string[], options: Options): boolean {
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true }).values.help === true
}

function checked<const O extends Options>(command: string, args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(
      `${whatIsWrong(args, options, error)}. Nothing was read. lethe ${command} --help shows what there is.`,
    )
  }
}

/** In our words: those of the parser name no way out. */
function whatIsWrong(args: readonly string[], options: Options, error: unknown): string {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option) return `there is no option ${token.rawName}`
    if (option.type === 'boolean' && token.value !== undefined) return `${token.rawName} takes no value`
    if (option.type === 'string' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('-'))))
      return `${token.rawName} needs a value`
  }
  return error instanceof Error ? error.message : String(error)
}

/** The one file among the arguments; undefined is standard input. */
export function oneFile(positionals: readonly string[]): string | undefined {
  if (positionals.length > 1)
    throw new UsageError(`give one FILE, not ${positionals.length}, or none for standard input. Nothing was read.`)
  return positionals[0]
}

const MIN_BUDGET = 100

/** The value of `--budget`, in tokens. */
export function tokenBudget(given: string | undefined, otherwise: number): number {
  const budget = given === undefined ? otherwise : Number(given)
  if (!Number.isSafeInteger(budget) || budget < MIN_BUDGET)
    throw new UsageError(`--budget takes a whole number of tokens, at least ${MIN_BUDGET}. Nothing was read.`)
  return budget
}
