import { once } from 'node:events'

/**
 * Prints a text that is given in parts: made whole, and again as bytes, a large one would be two more copies of all of it. The
 * next part is made while the reader takes the one before.
 */
export async function printPieces(pieces: Iterable<string>): Promise<void> {
  let taken: Promise<unknown> | undefined
  for (const piece of pieces) {
    await taken
    taken = process.stdout.write(piece) ? undefined : once(process.stdout, 'drain')
  }
}
