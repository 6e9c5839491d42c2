import { randomUUID } from 'node:crypto'
import { EnvError, env } from '../lib/env.ts'
import { type Analysis, analysisSchema } from '../lib/pipeline/analysis.ts'
import { condense } from '../lib/pipeline/condense/condense.ts'
import { redact } from '../lib/pipeline/redact/redact.ts'
import { UsageError } from './input.ts'
import { printable } from './printable.ts'

const TIMEOUT_MS = 180_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Redacts and condenses here, sends the lines that are left to /api/v1/analyses with the key of the environment, and returns
 * what the server found. The request has a name of its own, so that nothing is analyzed twice. Throws UsageError.
 */
export async function analyzeRemotely(raw: string, server: string, budgetTokens: number): Promise<Analysis> {
  const [origin, key] = [originOf(server), keyOf()]
  const log = condense(redact(raw).text, { budgetTokens, now: Date.now() })
  const lines = log.lines.filter(({ text }) => text !== '').map(({ number, text }) => ({ number, text }))
  if (lines.length === 0) throw new UsageError('the log is empty. Nothing was sent.')
  const answer = await send(`${origin}/api/v1/analyses`, key, JSON.stringify({ lines, overrides: [] }))
  const body: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw new UsageError(refusal(answer.status, body))
  const analysis = analysisSchema.safeParse(fieldOf(body, 'analysis'))
  if (!analysis.success) throw new UsageError(`${origin} answered with something that is no analysis.`)
  return analysis.data
}

async function send(url: string, key: string, body: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch {
    throw new UsageError(`${new URL(url).origin} does not answer. Check the address, then send it again.`)
  }
}

/** A key travels encrypted, or not at all. */
function originOf(server: string): string {
  const url = URL.parse(server)
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))
  if (!url || !safe) throw new UsageError('--server takes an address like https://lethe.example.com. Nothing was read.')
  return url.origin
}

function keyOf(): string {
  try {
    const key = env().apiKey
    if (key !== null) return key
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    throw new UsageError(error.message)
  }
  throw new UsageError('LETHE_API_KEY is not set. Make a key under Settings, API keys. Nothing was sent.')
}

/** In the server's words, which may hold anything if it is none of ours. */
function refusal(status: number, body: unknown): string {
  const said = ['happened', 'kept', 'todo']
    .map((part) => fieldOf(body, part))
    .filter((part) => typeof part === 'string')
  return said.length === 3 ? printable(said.join(' ').slice(0, 1_000)) : `the server answered ${status}.`
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined
