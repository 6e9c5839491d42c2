import { describe, expect, it } from 'vitest'
import { FairQueue, NoRoom } from './fair-queue.ts'

/** Jobs that end when they are told to; `begun` is the order in which they began. */
function bench(limits: Partial<ConstructorParameters<typeof FairQueue>[0]> = {}) {
  const queue = new FairQueue({ concurrency: 1, maxWaitingEach: 100, maxWaiting: 1_000, ...limits })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const add = (key: string, name: string) =>
    queue.run(key, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { queue, begun, add, end, settled }
}

describe('a fair queue', () => {
  it('serves a tenant that brings one job after at most one job of a tenant that brings a hundred', async () => {
    const { begun, add, end, settled } = bench()
    for (let i = 0; i < 100; i++) void add('crowd', `crowd ${i}`)
    void add('one', 'one 0')
    await settled()
    expect(begun).toEqual(['crowd 0'])
    await end('crowd 0')
    expect(begun.at(-1)).toBe('one 0')
    await end('one 0')
    expect(begun.at(-1)).toBe('crowd 1')
  })

  it('takes turns among many, and gives a second place to none while another waits for a first', async () => {
    const { begun, add, end, settled } = bench({ concurrency: 2 })
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void add(name.charAt(0), name)
    await settled()
    // Both places were free when only `a` was there.
    expect(begun).toEqual(['a1', 'a2'])
    for (let i = 0; i < 4; i++) await end(begun[i] ?? '')
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2'])
  })

  it('does not let tenants that come and go pass one that waits', async () => {
    const { begun, add, end } = bench()
    for (const name of ['a1', 'a2']) void add('a', name)
    for (const name of ['b1', 'c1', 'd1']) {
      void add(name.charAt(0), name)
      await end(begun.at(-1) ?? '')
    }
    expect(begun.indexOf('a2')).toBeLessThanOrEqual(2)
  })

  it('refuses what is over the bound of one, and lets others in', async () => {
    const { queue, add, end, settled } = bench({ maxWaitingEach: 2 })
    for (let i = 0; i < 3; i++) void add('crowd', `crowd ${i}`)
    await expect(add('crowd', 'late')).rejects.toMatchObject({ whose: 'each' })
    void add('one', 'one')
    await settled()
    expect(queue.size).toBe(4)
    for (const name of ['crowd 0', 'one', 'crowd 1', 'crowd 2']) await end(name)
    await settled()
    expect(queue.size).toBe(0)
  })

  it('refuses anybody over the bound of all', async () => {
    const { add } = bench({ maxWaiting: 3 })
    for (const key of ['a', 'b', 'c', 'd']) void add(key, key)
    await expect(add('e', 'e')).rejects.toThrow(NoRoom)
    await expect(add('e', 'e')).rejects.toMatchObject({ whose: 'all' })
  })

  it('does not turn away the rest of what has begun', async () => {
    const { queue, add } = bench({ maxWaitingEach: 1 })
    for (const name of ['a1', 'a2']) void add('a', name)
    await expect(add('a', 'a3')).rejects.toThrow(NoRoom)
    void queue.run('a', async () => {}, { always: true })
    expect(queue.size).toBe(3)
  })

  it('leaves places free of a tenant whose jobs do not end', async () => {
    const { begun, add, end, settled } = bench({ concurrency: 3, maxRunningEach: 2 })
    for (const name of ['a1', 'a2', 'a3', 'a4']) void add('a', name)
    await settled()
    expect(begun).toEqual(['a1', 'a2'])
    for (const name of ['b1', 'c1']) {
      void add(name.charAt(0), name)
      await settled()
      await end(name)
    }
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1'])
    await end('a1')
    expect(begun.at(-1)).toBe('a3')
  })

  it('lets go of what has not begun, and not of what has', async () => {
    const { queue, add, end, settled } = bench()
    const [running, waiting, another] = [add('a', 'a1'), add('a', 'a2'), add('b', 'b1')]
    await settled()
    queue.abandonWaiting(new Error('ending'))
    await expect(waiting).rejects.toThrow('ending')
    await expect(another).rejects.toThrow('ending')
    await end('a1')
    await running
    expect(queue.size).toBe(0)
  })

  it('goes on after a job that failed, and says so to who brought it', async () => {
    const { queue } = bench()
    await expect(queue.run('a', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    expect(await queue.run('a', async () => 7)).toBe(7)
    expect(queue.size).toBe(0)
  })

  it('uses fewer places while there is less room, and leaves one of them to others', async () => {
    let room = 2
    const { add, begun, end, settled } = bench({ concurrency: 8, room: () => room })
    for (const name of ['a1', 'a2', 'a3']) void add('a', name)
    await settled()
    expect(begun).toEqual(['a1'])
    void add('b', 'b1')
    await settled()
    expect(begun).toEqual(['a1', 'b1'])
    room = 8
    await end('a1')
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3'])
  })
})
