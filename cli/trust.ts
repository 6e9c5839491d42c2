import { readFile } from 'node:fs/promises'
import { type AgreementReport, isAgreement, verifyAgreement } from '../lib/agreements/verify-agreement.ts'
import { type TrustReport, verifyTrust } from '../lib/trust/verify-trust.ts'
import { readArguments } from './arguments.ts'
import { UsageError } from './input.ts'
import type { Command } from './main.ts'
import { printable } from './printable.ts'

const HELP = `Usage: lethe trust verify URL|FILE [CLAIM] [--key PUBLIC_KEY]
       lethe trust verify RECORD [--document PDF] [--certificate PDF] [--key PUBLIC_KEY]

Recomputes the chain of the evidence, its signatures, and from it the state of every claim, now; then compares with what the
server said. URL: a server, whose /.well-known/trust/claims.json is fetched. FILE: that file, saved (offline), or
evidence.jsonl. Prints sound (exit code 0) or what is wrong (exit code 1).

With the record of a signed agreement (offline): recomputes the hashes of its text and annexes, the seal over its fields, the
event of the operator's log that names the seal, and the signature of the installation; and compares the two PDFs. Says which
part was changed.

  --document PDF      the agreement, to be compared with what was signed
  --certificate PDF   the certificate, to be compared with what was issued
  --key KEY           the public key that must have signed; without it a self-run counts, and any key of an agreement
  --help              print this

What it cannot show: that the server runs the source that was checked (it states the hash itself), a chain that was written
anew from the beginning by whoever may write it, and who sat before the mailbox when an agreement was signed.
`

const OPTIONS = { key: { type: 'string' }, document: { type: 'string' }, certificate: { type: 'string' } } as const
const MAX_BYTES = 64 * 1024 * 1024

/** `lethe trust verify`: whether the claims of a server follow from their evidence. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'trust', help: HELP, options: OPTIONS }, args)
  if (!asked) return 0
  const [verb, place, claim, ...more] = asked.positionals
  if (verb !== 'verify' || place === undefined || more.length > 0)
    throw new UsageError('give verify and one address or file. Nothing was checked. lethe trust --help shows how.')
  const text = await textOf(place)
  const { document, certificate } = asked.values
  if (isAgreement(text)) {
    const files = { document: await bytesOf(document), certificate: await bytesOf(certificate) }
    return printAgreement(verifyAgreement(text, { ...files, key: asked.values.key ?? null }))
  }
  if (document !== undefined || certificate !== undefined)
    throw new UsageError(
      `${place} is no record of an agreement, so there is nothing to compare a PDF with. Nothing was checked.`,
    )
  const report = verifyTrust(text, {
    key: asked.values.key ?? null,
    claim: claim ?? null,
    now: new Date(),
  })
  print(report)
  return report.problems.length === 0 ? 0 : 1
}

function printAgreement({ problems, lines }: AgreementReport): number {
  process.stdout.write(`${problems.length === 0 ? 'sound' : 'not sound'}: a signed agreement\n`)
  for (const line of [...lines, ...problems.map((problem) => `  ${problem}`)])
    process.stdout.write(`${printable(line)}\n`)
  return problems.length === 0 ? 0 : 1
}

async function bytesOf(path: string | undefined): Promise<Uint8Array | null> {
  if (path === undefined) return null
  try {
    return await readFile(path)
  } catch {
    throw new UsageError(`cannot read ${path}. Nothing was checked. Check the path.`)
  }
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
