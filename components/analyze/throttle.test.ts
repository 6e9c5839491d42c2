import { expect, it } from 'vitest'
import { createThrottle } from './throttle.ts'

it('lets the first of each stage through, then one per interval', () => {
  let at = 0
  const may = createThrottle(50, () => at)
  const asked = (key: string, time: number) => {
    at = time
    return may(key)
  }
  expect([asked('a', 0), asked('a', 49), asked('a', 50), asked('b', 51), asked('b', 52)]).toEqual([
    true,
    false,
    true,
    true,
    false,
  ])
})
