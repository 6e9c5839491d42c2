/** UTF-16 units written at once: a few times what a pipe holds, and small enough that the same memory serves all of them. */
const AT_ONCE = 65_536

/** Prints a text that is given in pieces: made whole, and again as bytes, a large one would be two more copies of all of it. */
export function printPieces(pieces: readonly string[]): void {
  let held: string[] = []
  let size = 0
  for (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < AT_ONCE) continue
    process.stdout.write(held.join(''))
    held = []
    size = 0
  }
  process.stdout.write(held.join(''))
}
