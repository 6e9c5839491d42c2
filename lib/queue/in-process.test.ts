import { describe, expect, it } from 'vitest'
import { InProcessQueue, QueueFull } from './in-process.ts'

/** A job that ends when it is told to. */
function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

describe('the in-process queue', () => {
  it('runs so many at a time, in order, and each once', async () => {
    const gates = Array.from({ length: 5 }, gate)
    const begun: number[] = []
    const queue = new InProcessQueue<number>(
      async (n) => {
        begun.push(n)
        await gates[n]?.passed
      },
      { concurrency: () => 2, maxWaiting: 10 },
    )
    const ends = gates.map((_, n) => queue.add(n))
    await Promise.resolve()
    expect(begun).toEqual([0, 1])
    gates[1]?.open()
    await ends[1]
    await Promise.resolve()
    expect(begun).toEqual([0, 1, 2])
    for (const { open } of gates) open()
    await Promise.all(ends)
    expect(begun).toEqual([0, 1, 2, 3, 4])
    expect(queue.size).toBe(0)
  })

  it('refuses what is over its bound, and takes more when there is room', async () => {
    const held = gate()
    const queue = new InProcessQueue<number>(() => held.passed, { concurrency: () => 1, maxWaiting: 1 })
    const [first, second] = [queue.add(1), queue.add(2)]
    await expect(queue.add(3)).rejects.toThrow(QueueFull)
    held.open()
    await Promise.all([first, second])
    await queue.add(4)
  })

  it('goes on after a job that failed, and says so to who added it', async () => {
    const done: number[] = []
    const queue = new InProcessQueue<number>(
      async (n) => {
        if (n === 1) throw new Error('one')
        done.push(n)
      },
      { concurrency: () => 1, maxWaiting: 10 },
    )
    const [first, second] = [queue.add(1), queue.add(2)]
    await expect(first).rejects.toThrow('one')
    await second
    expect(done).toEqual([2])
  })
})
