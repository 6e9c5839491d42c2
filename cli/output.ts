import { once } from 'node:events'

/** UTF-16 units written at once: a few times what a pipe holds, and small enough that the same memory serves all of them. */
const AT_ONCE = 65_536

/**
 * Prints a text that is given in pieces: made whole, and again as bytes, a large one would be two more copies of all of it. The
 * next part is made into bytes while the reader takes the one before.
 */
export async function printPieces(pieces: readonly string[]): Promise<void> {
  let held: string[] = []
  let size = 0
  for (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < AT_ONCE) continue
    if (!process.stdout.write(held.join(''))) await once(process.stdout, 'drain')
    held = []
    size = 0
  }
  process.stdout.write(held.join(''))
}
