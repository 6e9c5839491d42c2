import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { FakeAnthropic } from '../../e2e/fakes/anthropic.ts'
import type { FakeSlack } from '../../e2e/fakes/slack.ts'
import { startTestRedis, type TestRedis } from '../../ops/test-redis.ts'
import { untilDrained } from './accounts.ts'
import { fillSmallDisk, mountSmallDisk, unmountSmallDisk } from './small-disk.ts'
import type { AlertStack, Serving } from './stack.ts'
import { addSenders, type Sender, type Sent, sendAtRate } from './traffic.ts'

export interface Scene {
  stack: AlertStack
  slack: FakeSlack
  model: FakeAnthropic
  marker: string
}

interface Counted {
  taken: number
  /** The connection broke: the server may have taken it all the same. */
  unanswered: number
}

export interface Fault {
  about: string
  settings?: () => Promise<Record<string, string>>
  /** Where everything of the house lies. */
  place?: () => string
  run(scene: Scene): Promise<Counted>
  clean?: () => Promise<void>
}

const RATE = 20
const DRAIN_SECONDS = 300

const count = ({ answers, taken }: Sent): Counted => ({
  taken,
  unanswered: answers.filter(({ status }) => status === 0 || status >= 500).length,
})

/** Six endpoints of three workspaces, each with a channel and a model. */
const sendersOf = ({ stack, slack }: Scene): Promise<Sender[]> =>
  addSenders(stack, { tenants: 3, each: 2, slack: slack.webhookUrl, model: true })

/** Alerts while `happens`, and for two seconds after it, at most so long; then until everything has ended. */
async function underLoad(
  scene: Scene,
  base: () => string,
  seconds: number,
  happens: () => Promise<void>,
): Promise<Counted> {
  const senders = await sendersOf(scene)
  let over = false
  const [sent] = await Promise.all([
    sendAtRate(base, senders, { perSecond: RATE, seconds, marker: scene.marker, isOver: () => over }),
    happens()
      .then(() => sleep(2_000))
      .then(() => {
        over = true
      }),
  ])
  await untilDrained(scene.stack, DRAIN_SECONDS)
  await untilTold(scene)
  return count(sent)
}

/** Messages that are under way, and notices of what was interrupted. */
async function untilTold({ stack }: Scene): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const [row] = await stack.query<{ open: number }>(
      `select (select count(*)::int from notifications where state in ('pending', 'sending'))
         + (select count(*)::int from deliveries where state = 'interrupted' and recovered_at is null) as open`,
    )
    if (row?.open === 0) return
    await sleep(500)
  }
  throw new Error('messages were still under way')
}

let redis: TestRedis | null = null
const withRedis = async () => {
  redis = await startTestRedis()
  return { REDIS_URL: redis.url }
}
const withoutRedis = async () => {
  await redis?.stop()
  redis = null
}

export const FAULTS: Record<string, Fault> = {
  kill: {
    about: 'kill -9 of the server at twenty random moments',
    run: async (scene) => {
      let serving = await scene.stack.serve()
      const { port } = serving
      return underLoad(
        scene,
        () => serving.url,
        150,
        async () => {
          for (let n = 0; n < 20; n++) {
            await sleep(300 + Math.random() * 1_500)
            await serving.kill()
            serving = await scene.stack.serve(port)
          }
        },
      )
    },
  },
  database: {
    about: 'the database is restarted, once cleanly and once as after a loss of power',
    run: async (scene) => {
      const { url } = await scene.stack.serve()
      return underLoad(
        scene,
        () => url,
        25,
        async () => {
          for (const how of ['fast', 'immediate'] as const) {
            await sleep(6_000)
            scene.stack.restartDatabase(how)
          }
        },
      )
    },
  },
  redis: {
    about: 'the Redis that two servers share is restarted, and has forgotten everything',
    settings: withRedis,
    clean: withoutRedis,
    run: async (scene) => {
      const both = [await scene.stack.serve(), await scene.stack.serve()]
      return underLoad(scene, alternate(both), 20, async () => {
        await sleep(8_000)
        await redis?.restart()
      })
    },
  },
  two: {
    about: 'two servers on one Redis; one of them is killed',
    settings: withRedis,
    clean: withoutRedis,
    run: async (scene) => {
      const [first, second] = [await scene.stack.serve(), await scene.stack.serve()]
      const living = [first, second]
      return underLoad(scene, alternate(living), 25, async () => {
        await sleep(10_000)
        await first.kill()
        living.shift()
      })
    },
  },
  model: {
    about: 'the model takes every request and never answers',
    run: async (scene) => {
      const { url } = await scene.stack.serve()
      scene.model.script(...Array.from({ length: 5_000 }, () => ({ silent: true }) as const))
      const senders = (await sendersOf(scene)).slice(0, 2)
      const sent = await sendAtRate(() => url, senders, { perSecond: 4, seconds: 4, marker: scene.marker })
      await untilDrained(scene.stack, 600)
      await untilTold(scene)
      return count(sent)
    },
  },
  slack: {
    about: 'Slack answers 500 for two minutes',
    run: async (scene) => {
      const { url } = await scene.stack.serve()
      let healthy = false
      const again = () => {
        if (!healthy) scene.slack.script(...Array.from({ length: 50 }, () => ({ status: 500, body: 'rollup_error' })))
      }
      again()
      const refill = setInterval(again, 500)
      setTimeout(() => {
        healthy = true
        clearInterval(refill)
        scene.slack.clear()
      }, 120_000)
      return underLoad(
        scene,
        () => url,
        10,
        () => sleep(8_000),
      )
    },
  },
  clock: {
    about: 'the clock of the server moves ten minutes while the one of the database does not',
    settings: async () => ({
      NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, 'clock.mjs')).href}`,
    }),
    run: async (scene) => {
      const serving = await scene.stack.serve()
      return underLoad(
        scene,
        () => serving.url,
        20,
        async () => {
          await sleep(8_000)
          serving.process.kill('SIGUSR2')
        },
      )
    },
  },
  disk: {
    about: 'the disk of the database is full for some seconds',
    place: mountSmallDisk,
    run: async (scene) => {
      const { url } = await scene.stack.serve()
      return underLoad(
        scene,
        () => url,
        25,
        async () => {
          await sleep(6_000)
          const empty = fillSmallDisk()
          await sleep(8_000)
          empty()
          // A server that could not write its log has stopped; whoever runs it starts it again.
          scene.stack.restartDatabase('immediate')
        },
      )
    },
    clean: async () => unmountSmallDisk(),
  },
}

function alternate(servers: readonly Serving[]): () => string {
  let n = 0
  return () => servers[n++ % servers.length]?.url ?? ''
}
