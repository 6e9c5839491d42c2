import { env } from '../env.ts'
import { investigateAlert } from '../pipeline/investigate-alert.ts'
import { putAlertQueue } from './alert-queue.ts'
import { openRedis } from './redis.ts'

/** At boot: the queue in memory, or the shared one. Throws RedisKeeps where that Redis does not answer, keeps or drops. */
export async function startQueue(): Promise<void> {
  const { redisUrl, redisAttested } = env()
  if (redisUrl === null) return
  const client = await openRedis(redisUrl, redisAttested)
  // Loaded only where there is a Redis.
  const { SharedAlertQueue } = await import('./shared-queue.ts')
  putAlertQueue(new SharedAlertQueue(client, redisUrl, investigateAlert))
}
