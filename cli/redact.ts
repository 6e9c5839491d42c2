import { oneFile, readArguments } from './arguments.ts'
import { readText, UsageError } from './input.ts'
import type { Command } from './main.ts'
import { printPieces } from './output.ts'
import { redactInTime, unscannedNotice } from './redact-in-time.ts'

const HELP = `Usage: lethe redact [OPTIONS] [FILE]   (no FILE, or -: standard input)

Replaces secrets and personal data. Line numbers stay: the output has as many lines as the input.

  --jsonl      JSON lines {id, text} in, JSON lines {id, text, findings} out
  --findings   print what was found, by type, to standard error
  --help       print this

Text that takes too long is not let through: lines not scanned in time read [REDACTED:UNSCANNED], a message says how many, and
the exit code is 1.
`

const OPTIONS = { jsonl: { type: 'boolean' }, findings: { type: 'boolean' } } as const

/** `lethe redact`: prints the redacted text and nothing else, or with `--jsonl` one JSON line for each. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'redact', help: HELP, options: OPTIONS }, args)
  if (!asked) return 0
  const { values, positionals } = asked
  const input = await readText(oneFile(positionals))
  if (values.jsonl) return redactLines(input)
  const result = redactInTime(input)
  await printPieces(result.pieces)
  if (values.findings)
    for (const f of result.findings) process.stderr.write(`${String(f.count).padStart(7)}  ${f.type} (${f.class})\n`)
  return told(unscannedNotice(result))
}

/** The exit code: 1 where something was held back, which is said. */
function told(notice: string | undefined): number {
  if (notice === undefined) return 0
  process.stderr.write(`lethe redact: ${notice}\n`)
  return 1
}

function redactLines(input: string): number {
  const out: string[] = []
  let notice: string | undefined
  input.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    const { id, text } = readRow(line, i + 1)
    const result = redactInTime(text)
    notice ??= unscannedNotice(result)
    out.push(JSON.stringify({ id, text: result.text, findings: result.findings }))
  })
  process.stdout.write(out.length ? `${out.join('\n')}\n` : '')
  return told(notice)
}

function readRow(line: string, number: number): { id: unknown; text: string } {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row === 'object' && row !== null && 'text' in row && typeof row.text === 'string')
      return { id: 'id' in row ? row.id : null, text: row.text }
  } catch {
    // The message below says what is wanted, and never shows the line: it may hold a secret.
  }
  throw new UsageError(
    `line ${number} is not a JSON object with a text. Nothing was printed. Each line must be {"id": ..., "text": "..."}.`,
  )
}
