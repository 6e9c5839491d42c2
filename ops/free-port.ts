import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below what systems give to connections that go out (Linux from 32768, others from 49152): such a one would otherwise take the
 * port in the second before a server listens.
 */
const [FIRST, BEYOND] = [20_000, 32_000]
const TRIES = 50

/** A port of loopback that nobody has at this moment. Throws where fifty in a row are taken. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = randomInt(FIRST, BEYOND)
    if (await isFree(port)) return port
  }
  throw new Error(`no port is free from ${FIRST} on`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
