import { createHash } from 'node:crypto'
import { Zip, ZipDeflate } from 'fflate'

/** What the manifest says of a file. */
export interface ManifestEntry {
  file: string
  sha256: string
  bytes: number
  rows: number
}

export type Parts = AsyncGenerator<{ text: string; rows: number }> | Generator<{ text: string; rows: number }>

/**
 * A ZIP that is made while it is read, with `manifest.json` as its last entry: what `about` says, then SHA-256, bytes and rows
 * of each file. At most 4 GiB a file, as the format has it.
 */
export async function* zipOf(
  files: Iterable<{ file: string; parts: Parts }>,
  now: Date,
  about: Readonly<Record<string, unknown>>,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failure = error
    else made.push(chunk)
  })
  const begin = (file: string) => {
    const entry = new ZipDeflate(file, { level: 6 })
    entry.mtime = now
    zip.add(entry)
    return entry
  }
  const manifest: ManifestEntry[] = []
  for (const { file, parts } of files) {
    const entry = begin(file)
    const hash = createHash('sha256')
    let [bytes, rows] = [0, 0]
    for await (const part of parts) {
      const chunk = Buffer.from(part.text)
      hash.update(chunk)
      bytes += chunk.length
      rows += part.rows
      entry.push(chunk)
      yield* made.splice(0)
    }
    entry.push(new Uint8Array(), true)
    manifest.push({ file, sha256: hash.digest('hex'), bytes, rows })
    yield* made.splice(0)
  }
  begin('manifest.json').push(Buffer.from(`${JSON.stringify({ ...about, files: manifest }, null, 2)}\n`), true)
  zip.end()
  if (failure) throw failure
  yield* made
}
