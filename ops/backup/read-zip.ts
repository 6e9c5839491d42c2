import { createReadStream } from 'node:fs'
import { Unzip, UnzipInflate } from 'fflate'
import { codeOf, OpsError } from '../ops-error.ts'

/**
 * Reads a ZIP from beginning to end, entry by entry; `take` gets the pieces of each in order and the sign of its end. It is
 * awaited, so that a slow taker (a database) holds the reading back. Throws OpsError for a file that is no whole ZIP.
 */
export async function readZip(
  file: string,
  take: (name: string, piece: Uint8Array, last: boolean) => Promise<void>,
): Promise<void> {
  const pieces: { name: string; piece: Uint8Array; last: boolean }[] = []
  let failure: Error | null = null
  const unzip = new Unzip((entry) => {
    entry.ondata = (error, piece, last) => {
      if (error) failure = error
      else pieces.push({ name: entry.name, piece, last })
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  const drain = async () => {
    if (failure) throw damaged(file, failure)
    for (const { name, piece, last } of pieces.splice(0)) await take(name, piece, last)
  }
  // Whatever is thrown in here was thrown by the bytes: fflate's errors have a number, those of the engine beneath it have not.
  const push = (chunk: Uint8Array, last: boolean) => {
    try {
      unzip.push(chunk, last)
    } catch (error) {
      throw damaged(file, error)
    }
  }
  try {
    for await (const chunk of createReadStream(file)) {
      push(chunk, false)
      await drain()
    }
    push(new Uint8Array(), true)
    await drain()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new OpsError(`There is no ${file}.`, 'Check the path.', error)
    throw error
  }
}

const damaged = (file: string, cause: unknown) =>
  new OpsError(`${file} is damaged or no backup; nothing was changed.`, 'Take another copy.', cause)
