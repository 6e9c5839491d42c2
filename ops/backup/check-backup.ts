import { createHash, type Hash } from 'node:crypto'
import { OpsError } from '../ops-error.ts'
import { type BackupManifest, manifestSchema } from './manifest.ts'
import { readZip } from './read-zip.ts'

interface Seen {
  hash: Hash
  bytes: number
  rows: number
  whole: boolean
}

const NEWLINE = 10

/** Reads the whole file and compares every entry with the manifest. Throws OpsError with what is wrong; changes nothing. */
export async function checkBackup(file: string): Promise<BackupManifest> {
  const seen = new Map<string, Seen>()
  const manifest: Uint8Array[] = []
  await readZip(file, async (name, piece, last) => {
    if (name === 'manifest.json') {
      manifest.push(piece)
      return
    }
    const entry = seen.get(name) ?? { hash: createHash('sha256'), bytes: 0, rows: 0, whole: false }
    entry.hash.update(piece)
    entry.bytes += piece.length
    for (const byte of piece) if (byte === NEWLINE) entry.rows++
    entry.whole = last
    seen.set(name, entry)
  })
  const told = parse(file, Buffer.concat(manifest).toString('utf8'))
  for (const { file: name, sha256, bytes, rows } of told.files) {
    const entry = seen.get(name)
    const same = entry?.whole && entry.bytes === bytes && entry.rows === rows && entry.hash.digest('hex') === sha256
    if (!same) throw new OpsError(`${file} is not whole: ${name} is not as its manifest says.`, 'Use another copy.')
  }
  if (seen.size !== told.files.length)
    throw new OpsError(`${file} holds files that its manifest does not name.`, 'Use another copy.')
  return told
}

function parse(file: string, text: string): BackupManifest {
  let json: unknown = null
  try {
    json = JSON.parse(text)
  } catch {
    // Said below.
  }
  const parsed = manifestSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new OpsError(`${file} is damaged or no backup: it has no manifest.`, 'Use another copy.')
}
