import { connect } from 'node:tls'
import { createTransport } from 'nodemailer'
import type { Env } from '../../lib/env.ts'
import { closeRedis, openRedis, redisState } from '../../lib/queue/redis.ts'
import { bad, type Check, type Finding, good, skipped, warning } from './finding.ts'

/** Whom this Lethe talks to, each only where it is configured. Nothing of a customer is sent: a greeting, no more. */

const TIMEOUT_MS = 10_000
const DAY_MS = 86_400_000
const RENEW_DAYS = 14
const ANTHROPIC = 'https://api.anthropic.com'

export function outsideChecks(settings: Env): Check[] {
  return [
    { name: 'address', run: () => checkTls(settings.url) },
    { name: 'redis', run: () => checkRedis(settings) },
    { name: 'mail', run: () => checkMail(settings.smtpUrl) },
    { name: 'model', run: () => checkModel(settings) },
    { name: 'slack', run: () => checkSlack(settings.slackApi) },
  ]
}

function checkTls(url: string): Promise<Finding> | Finding {
  const { protocol, hostname, port } = new URL(url)
  if (protocol === 'http:') return skipped(`${url} is this machine alone: no TLS is needed.`)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, timeout: TIMEOUT_MS })
    const end = (finding: Finding) => {
      socket.destroy()
      resolve(finding)
    }
    socket.once('secureConnect', () => {
      const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / DAY_MS)
      const says = `${socket.getProtocol()} at ${hostname}, the certificate holds ${days} more days.`
      end(days < RENEW_DAYS ? warning(says, 'Renew it, or see why it is not renewed by itself.') : good(says))
    })
    const broken = 'See that LETHE_URL is right and that the proxy in front of Lethe runs with a valid certificate.'
    socket.once('timeout', () => end(bad(`${hostname} does not answer.`, broken)))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(bad(`No TLS connection to ${hostname} (${error.code ?? error.name}).`, broken)),
    )
  })
}

async function checkRedis({ redisUrl, redisAttested }: Env): Promise<Finding> {
  if (redisUrl === null) return skipped('No REDIS_URL: one server, with its queue in memory.')
  try {
    await openRedis(redisUrl, redisAttested)
    if (redisState() === 'checked') return good('It keeps nothing on disk and drops nothing.')
    return warning('Its settings cannot be read; you vouch for them.', 'Where you can, allow CONFIG GET.')
  } finally {
    await closeRedis()
  }
}

async function checkMail(smtpUrl: string | null): Promise<Finding> {
  if (smtpUrl === null) return warning('Sign-in links are printed in the terminal.', 'Set SMTP_URL and MAIL_FROM.')
  const { host } = new URL(smtpUrl)
  const transport = createTransport(smtpUrl, { connectionTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS })
  try {
    await transport.verify()
    return good(`${host} lets us in.`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
    return bad(`${host} does not let us in (${code}).`, 'Correct SMTP_URL: host, port, user, password.')
  } finally {
    transport.close()
  }
}

/** The list of models: costs nothing and sends nothing. */
async function checkModel({ anthropicApiKey, anthropicBaseUrl }: Env): Promise<Finding> {
  if (anthropicApiKey === null) return skipped('No ANTHROPIC_API_KEY: the built-in engine answers.')
  const base = anthropicBaseUrl ?? ANTHROPIC
  const { status, why } = await ask(`${base}/v1/models`, {
    headers: { 'x-api-key': anthropicApiKey, 'anthropic-version': '2023-06-01' },
  })
  const { host } = new URL(base)
  if (status === 200) return good(`${host} answers to the key.`)
  if (status === 401 || status === 403) return bad(`${host} refuses the key.`, 'Correct ANTHROPIC_API_KEY.')
  return bad(`${host} does not answer as it should (${status ?? why}).`, 'See whether this machine may reach it.')
}

async function checkSlack(api: string): Promise<Finding> {
  const { status, why } = await ask(`${api}/api.test`, { method: 'POST' })
  const { host } = new URL(api)
  if (status === 200) return good(`${host} can be reached.`)
  return warning(`${host} cannot be reached (${status ?? why}).`, 'Needed for Slack channels only: allow the way out.')
}

async function ask(url: string, init: RequestInit): Promise<{ status: number | null; why: string }> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    await answer.body?.cancel()
    return { status: answer.status, why: '' }
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
    return { status: null, why: code }
  }
}
