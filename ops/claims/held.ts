import { type Judged, judgeEach, withFirst } from './check.ts'

/** A thing that was tried: what is wrong where it did not hold. */
export interface Held {
  name: string
  held: boolean
}

export const judgeHeld = (items: readonly Held[]): Judged => judgeEach(items, ({ name, held }) => !held && name)

export const oneBroken = (items: readonly Held[]): Held[] => withFirst(items, ({ name }) => ({ name, held: false }))
