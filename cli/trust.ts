import { readFile } from 'node:fs/promises'
import { type TrustReport, verifyTrust } from '../lib/trust/verify-trust.ts'
import { readArguments } from './arguments.ts'
import { UsageError } from './input.ts'
import type { Command } from './main.ts'
import { printable } from './printable.ts'

const HELP = `Usage: lethe trust verify URL|FILE [CLAIM] [--key PUBLIC_KEY]

Recomputes the chain of the evidence, its signatures, and from it the state of every claim, now; then compares with what the
server said. URL: a server, whose /.well-known/trust/claims.json is fetched. FILE: that file, saved (offline), or
evidence.jsonl. Prints sound (exit code 0) or what is wrong (exit code 1).

  --key KEY   the public key that must have signed; without it a self-run counts
  --help      print this

What it cannot show: that the server runs the source that was checked (it states the hash itself), and a chain that was
written anew from the beginning by whoever may write it.
`

const OPTIONS = { key: { type: 'string' } } as const
const MAX_BYTES = 64 * 1024 * 1024

/** `lethe trust verify`: whether the claims of a server follow from their evidence. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'trust', help: HELP, options: OPTIONS }, args)
  if (!asked) return 0
  const [verb, place, claim, ...more] = asked.positionals
  if (verb !== 'verify' || place === undefined || more.length > 0)
    throw new UsageError('give verify and one address or file. Nothing was checked. lethe trust --help shows how.')
  const report = verifyTrust(await textOf(place), {
    key: asked.values.key ?? null,
    claim: claim ?? null,
    now: new Date(),
  })
  print(report)
  return report.problems.length === 0 ? 0 : 1
}

function print({ problems, records, signedBy, states }: TrustReport): void {
  const said = problems.length === 0 ? 'sound' : 'not sound'
  process.stdout.write(`${said}: ${records} records, ${signedBy}\n`)
  for (const { id, kind, detail } of states)
    process.stdout.write(`${printable(`${kind.padEnd(12)} ${id.padEnd(10)} ${detail}`)}\n`)
  for (const problem of problems) process.stdout.write(`  ${printable(problem)}\n`)
}

async function textOf(place: string): Promise<string> {
  try {
    if (!/^https?:\/\//.test(place)) return await readFile(place, 'utf8')
    const url = new URL('/.well-known/trust/claims.json', place)
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(20_000) })
    const text = answer.ok ? await answer.text() : ''
    if (text === '' || text.length > MAX_BYTES) throw new Error(`the server answered ${answer.status}`)
    return text
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`cannot read ${place}: ${why}. Nothing was checked. Check the address or path.`)
  }
}
