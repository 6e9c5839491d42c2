import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { JobLost, WorkerPool } from './worker-pool.ts'

// The threads of these tests run a script given as text: they answer, hang, die or fill their memory when told to.
const SCRIPT = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', (order) => {
  if (order === 'hang') for (;;) /^(a+)+$/.test('a'.repeat(40) + 'b')
  if (order === 'die') process.exit(3)
  if (order === 'throw') throw new Error('quotes the text')
  if (order === 'eat') for (const all = []; ; ) all.push(new Array(100000).fill(order))
  parentPort.postMessage('did ' + order)
})`

let started = 0
const open: WorkerPool[] = []
function makePool(size = 1, maxWaiting = 8): WorkerPool {
  const start = () => {
    started++
    return new Worker(SCRIPT, { eval: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: 32 } })
  }
  const pool = new WorkerPool(start, size, maxWaiting, 0)
  open.push(pool)
  return pool
}

const lost = (pool: WorkerPool, order: string, timeoutMs = 30_000) =>
  pool.run(order, timeoutMs).then(
    () => 'done',
    (error: unknown) => (error instanceof JobLost ? error.reason : 'other'),
  )

afterEach(() => Promise.all(open.splice(0).map((pool) => pool.close())))

describe('a pool of threads', () => {
  it('answers jobs in the order in which they came, on one thread', async () => {
    started = 0
    const pool = makePool()
    expect(await Promise.all(['a', 'b', 'c'].map((order) => pool.run(order, 30_000)))).toEqual([
      'did a',
      'did b',
      'did c',
    ])
    expect(started).toBe(1)
  })

  it('ends a thread that is caught in a regular expression, and does the next job on another', async () => {
    const pool = makePool()
    const after = lost(pool, 'hang', 500)
    const next = pool.run('next', 30_000)
    expect(await after).toBe('overrun')
    expect(await next).toBe('did next')
  })

  it.each(['die', 'throw', 'eat'])('loses one job, not the server, where a thread is told to %s', async (order) => {
    const pool = makePool()
    expect(await lost(pool, order)).toBe('died')
    expect(await pool.run('next', 30_000)).toBe('did next')
  })

  it('refuses at once what it has no room for', async () => {
    const pool = makePool(1, 1)
    const running = pool.run('a', 30_000)
    const waiting = pool.run('b', 30_000)
    expect(await lost(pool, 'c')).toBe('busy')
    expect(await Promise.all([running, waiting])).toEqual(['did a', 'did b'])
  })

  it('loses what is under way when it is closed', async () => {
    const pool = makePool()
    const running = lost(pool, 'hang')
    await pool.close()
    expect(await running).toBe('died')
  })
})
