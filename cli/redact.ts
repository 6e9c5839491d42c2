import { redact } from '../lib/pipeline/redact/redact.ts'
import { readText, UsageError } from './input.ts'
import type { Command } from './main.ts'

const USAGE = `lethe redact: replace secrets and personal data

Usage: lethe redact [OPTIONS] [FILE]   (no FILE, or -: standard input)

  --jsonl      JSON lines {id, text} in, JSON lines {id, text, findings} out
  --findings   print what was found, by type, to standard error
  --help       show this

Line numbers stay: the output has as many lines as the input.
`

export const run: Command = async (args) => {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE)
    return 0
  }
  const files = args.filter((a) => a === '-' || !a.startsWith('-'))
  const unknown = args.find((a) => a !== '-' && a.startsWith('-') && a !== '--jsonl' && a !== '--findings')
  if (unknown) throw new UsageError(`there is no option ${unknown}. See lethe redact --help.`)
  if (files.length > 1) throw new UsageError(`give one file, not ${files.length}.`)
  const input = await readText(files[0])
  if (args.includes('--jsonl')) return redactLines(input)
  const result = redact(input)
  process.stdout.write(result.text)
  if (args.includes('--findings'))
    for (const f of result.findings) process.stderr.write(`${String(f.count).padStart(7)}  ${f.type} (${f.class})\n`)
  return 0
}

function redactLines(input: string): number {
  const out: string[] = []
  input.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    const { id, text } = readRow(line, i + 1)
    const result = redact(text)
    out.push(JSON.stringify({ id, text: result.text, findings: result.findings }))
  })
  process.stdout.write(out.length ? `${out.join('\n')}\n` : '')
  return 0
}

function readRow(line: string, number: number): { id: unknown; text: string } {
  try {
    const row: unknown = JSON.parse(line)
    if (typeof row === 'object' && row !== null && 'text' in row && typeof row.text === 'string')
      return { id: 'id' in row ? row.id : null, text: row.text }
  } catch {
    // The message below says what is wanted, and never shows the line: it may hold a secret.
  }
  throw new UsageError(`line ${number} is not a JSON object with a text. Each line must be {"id": ..., "text": "..."}.`)
}
