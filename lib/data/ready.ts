import { pingApp } from './prisma.ts'
import { unscopedPing } from './unscoped.ts'

const TIMEOUT_MS = 3_000

/** Whether both serving roles get an answer within three seconds. Never throws. */
export async function isDatabaseReady(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), TIMEOUT_MS)
  })
  const asked = (async () => {
    await Promise.all([pingApp(), unscopedPing()])
    return true
  })().catch(() => false)
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
