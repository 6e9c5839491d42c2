import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Egress, egressSchema } from '../lib/pipeline/analysis.ts'
import { readArguments } from './arguments.ts'
import { UsageError } from './input.ts'
import type { Command } from './main.ts'
import { printable } from './printable.ts'

const HELP = `Usage: lethe egress verify RECEIPT.json BODY

Computes the SHA-256 of BODY, the exact bytes of a request to a model, and looks for it in the receipt. Prints match
(exit code 0) or mismatch (exit code 1). RECEIPT.json is an analysis, its receipt, its list of requests, or one of them.

  --help   print this
`

/** `lethe egress verify`: whether bytes are those that a receipt says were sent. */
export const run: Command = async (args) => {
  const asked = readArguments({ command: 'egress', help: HELP, options: {} }, args)
  if (!asked) return 0
  const [verb, receipt, body, ...more] = asked.positionals
  if (verb !== 'verify' || receipt === undefined || body === undefined || more.length > 0)
    throw new UsageError('give verify, a receipt and a body. Nothing was checked. lethe egress --help shows how.')
  const requests = await requestsOf(receipt)
  const { sha256, bytes } = await digestOf(body)
  const found = requests.findIndex((request) => request.bodySha256 === sha256)
  const request = requests[found]
  if (!request || request.bytesOut !== bytes) {
    const why =
      requests.length === 0 ? 'the receipt names no request' : 'no request of the receipt has this hash and size'
    process.stdout.write(`mismatch: ${why}; ${bytes} bytes, sha256 ${sha256}\n`)
    return 1
  }
  const { purpose, host, model, at, measuredBy } = request
  const about = `${purpose.replace('_', ' ')}, request ${found + 1} of ${requests.length}`
  const where = `${bytes} bytes to ${host} (${model}) at ${at}, measured by ${measuredBy}`
  process.stdout.write(`${printable(`match: ${about}, ${where}, sha256 ${sha256}`)}\n`)
  return 0
}

/** An analysis, a receipt, a list, or one request. */
async function requestsOf(file: string): Promise<Egress[]> {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'))
    const list = inner(inner(json, 'receipt'), 'requests')
    const parsed = egressSchema.array().safeParse(Array.isArray(list) ? list : [list])
    if (parsed.success) return parsed.data
  } catch (error) {
    if (!(error instanceof SyntaxError))
      throw new UsageError(`cannot read ${file}: ${messageOf(error)}. Nothing was checked. Check the path.`)
  }
  throw new UsageError(
    `${file} is neither an analysis nor a receipt. Nothing was checked. Save one with lethe analyze --json, or from its page.`,
  )
}

/** A field of an object that has it, else the value itself. */
function inner(value: unknown, name: 'receipt' | 'requests'): unknown {
  const found = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
  return found ?? value
}

async function digestOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of createReadStream(file)) {
      const part: Buffer = chunk
      hash.update(part)
      bytes += part.length
    }
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}. Nothing was checked. Check the path.`)
  }
  return { sha256: hash.digest('hex'), bytes }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
