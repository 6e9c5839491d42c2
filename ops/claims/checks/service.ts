import { connect } from 'node:tls'
import { parseEnv } from '../../../lib/env.ts'
import { RateLimited } from '../../../lib/errors.ts'
import { createRateLimits, DEFAULT_LIMITS } from '../../../lib/rate-limits.ts'
import { type Check, check, judgeEach, NothingToCheck, withFirst } from '../check.ts'
import { judgeHeld, oneBroken } from '../held.ts'
import { filesOf, isProduct, withoutComments } from '../source.ts'

// What a running server refuses, and what it does not do.

export const serviceChecks: Record<string, Check> = {
  'service.no-details': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const api = await world.alice()
      const bad = await Promise.all([
        api('POST', '/api/analyses', 'not lines'),
        api('GET', "/api/analyses/'"),
        api('PUT', '/api/model-policy', { mode: '<x>' }),
        fetch(`${addresses.url}/api/hooks/%00`, { method: 'POST', body: '{' }),
        fetch(`${addresses.url}/%E0%A4%A`),
        fetch(`${addresses.url}/api/nothing`),
      ])
      return Promise.all(bad.map(async (answer) => `${answer.status} ${await answer.text()}`))
    },
    judge: (texts) =>
      judgeEach(
        texts,
        (text) =>
          /\bat \w+ \(|node_modules|PrismaClient|SQLSTATE|\/lib\/|stack"/.test(
            text.replaceAll(/\/_next\/[^"]*/g, ''),
          ) && 'An error tells of the inside.',
      ),
    spoil: (texts) => withFirst(texts, () => '500 Error: x\n    at run (/app/lib/x.ts:1:1)'),
  }),
  'service.limits': check({
    read: async (world) => {
      const { addresses } = await world.stack()
      const api = await world.alice()
      const large = 'x'.repeat(200_000)
      const statuses = await Promise.all([
        api('PUT', '/api/retention', { days: 90, more: large }),
        api('POST', '/api/sources', { kind: 'standard', name: large }),
        api('POST', '/api/channels', { kind: 'slack_webhook', name: large }),
        fetch(`${addresses.url}/api/hooks/00000000-0000-4000-8000-000000000000`, {
          method: 'POST',
          body: 'x'.repeat(12_000_000),
        }),
      ])
      return statuses.map(({ status, url }) => ({
        name: `${new URL(url).pathname} took a body that is too large (${status}).`,
        held: status === 413 || status === 401,
      }))
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'service.tls': check({
    read: async ({ publicUrl }) => {
      if (publicUrl === null || !publicUrl.startsWith('https:'))
        throw new NothingToCheck('No public https address was given to probe.')
      return probe(new URL(publicUrl))
    },
    judge: ({ trusted, protocol, daysLeft }) => ({
      population: 1,
      faults: [
        ...(trusted ? [] : ['The certificate is not trusted.']),
        ...(/^TLSv1\.[23]$/.test(protocol) ? [] : ['An old version of TLS was agreed.']),
        ...(daysLeft > 7 ? [] : ['The certificate ends within a week.']),
      ],
      figures: { protocol, daysLeft },
    }),
    spoil: (subject) => ({ ...subject, trusted: false }),
  }),
  'service.telemetry': check({
    read: () =>
      [
        { LETHE_DISABLE_TELEMETRY: '1' },
        { DO_NOT_TRACK: '1' },
        { DO_NOT_TRACK: 'true' },
        { LETHE_DISABLE_TELEMETRY: 'yes' },
      ].map((set) => ({ name: 'A closed gate was read as open.', held: parseEnv(set).telemetryDisabled })),
    judge: judgeHeld,
    spoil: oneBroken,
  }),
  'service.trackers': check({
    read: () =>
      filesOf(/^(app|components|lib)\/.*\.tsx?$/).filter(
        (source) => isProduct(source) && !/\/rules\//.test(source.file),
      ),
    judge: (files) =>
      judgeEach(
        files,
        ({ file, text }) =>
          /google-analytics|googletagmanager|segment\.io|mixpanel|posthog|plausible\.io|navigator\.sendBeacon|@sentry\/|@vercel\/analytics/.test(
            withoutComments(text),
          ) && `${file} holds a tracker.`,
      ),
    spoil: (files) => withFirst(files, ({ file }) => ({ file, text: "navigator.sendBeacon('/x')" })),
  }),
  'service.rates': check({
    read: async () => {
      const tight = Object.fromEntries(
        Object.entries(DEFAULT_LIMITS).map(([door, scopes]) => [door, { ...scopes, account: 3 }]),
      ) as typeof DEFAULT_LIMITS
      const limits = createRateLimits(tight)
      return Promise.all(
        (Object.keys(DEFAULT_LIMITS) as (keyof typeof DEFAULT_LIMITS)[]).map(async (door) => {
          const tries = []
          for (let i = 0; i < 5; i++)
            tries.push(
              await limits.count(door, 'account', 'x').then(
                () => true,
                (error: unknown) => !(error instanceof RateLimited),
              ),
            )
          return { name: `The door ${door} has no limit.`, held: tries.slice(0, 3).every(Boolean) && !tries[4] }
        }),
      )
    },
    judge: judgeHeld,
    spoil: oneBroken,
  }),
}

function probe(url: URL): Promise<{ trusted: boolean; protocol: string; daysLeft: number }> {
  return new Promise((resolve, reject) => {
    const port = Number(url.port || 443)
    const socket = connect(
      { host: url.hostname, port, servername: url.hostname, rejectUnauthorized: false, timeout: 10_000 },
      () => {
        const ends = Date.parse(socket.getPeerCertificate().valid_to)
        resolve({
          trusted: socket.authorized,
          protocol: socket.getProtocol() ?? '',
          daysLeft: Math.floor((ends - Date.now()) / 86_400_000),
        })
        socket.end()
      },
    )
    socket.once('error', () => reject(new NothingToCheck('The public address does not answer by TLS.')))
    socket.once('timeout', () => socket.destroy(new Error('time')))
  })
}
