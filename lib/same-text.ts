import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether two texts are equal, in constant time: their hashes are of one length, so that the time tells nothing of either. */
export const isSameText = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))
