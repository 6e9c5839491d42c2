import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, constants as zlib } from 'node:zlib'
import pg from 'pg'
import type { Canary } from './strings.ts'

/** A place where nothing of a log may be, and its bytes. */
export interface Place {
  name: string
  bytes: Buffer
}

export interface Trace {
  canary: string
  encoding: string
  place: string
}

/** The forms in which a value could lie at rest. base64 has three, by where in a group of three bytes the value begins. */
function encodings(value: string): { encoding: string; needle: Buffer }[] {
  const bytes = Buffer.from(value, 'utf8')
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The first and last characters also depend on the neighbours: only what the value alone decides is searched.
    return text.slice(shift === 0 ? 0 : shift + 1, -1)
  })
  return [
    { encoding: 'plain', needle: bytes },
    { encoding: 'JSON', needle: Buffer.from(JSON.stringify(value).slice(1, -1)) },
    { encoding: 'percent', needle: Buffer.from(encodeURIComponent(value)) },
    { encoding: 'hex', needle: Buffer.from(bytes.toString('hex')) },
    { encoding: 'HEX', needle: Buffer.from(bytes.toString('hex').toUpperCase()) },
    { encoding: 'UTF-16LE', needle: Buffer.from(value, 'utf16le') },
    { encoding: 'UTF-16BE', needle: Buffer.from(value, 'utf16le').swap16() },
    ...base64.flatMap((text) => [
      { encoding: 'base64', needle: Buffer.from(text) },
      { encoding: 'base64url', needle: Buffer.from(text.replace(/\+/g, '-').replace(/\//g, '_')) },
    ]),
  ]
}

/** Every canary found in every place, in every encoding, also inside gzip streams that lie in the place. */
export function findTraces(canaries: readonly Canary[], places: Iterable<Place>): Trace[] {
  const needles = canaries.flatMap(({ name, value }) => encodings(value).map((form) => ({ canary: name, ...form })))
  const traces: Trace[] = []
  for (const { name, bytes } of places) {
    for (const view of [bytes, ...gzipStreams(bytes)]) {
      for (const { canary, encoding, needle } of needles) {
        if (view.includes(needle))
          traces.push({ canary, encoding: view === bytes ? encoding : `${encoding} in gzip`, place: name })
      }
    }
  }
  return traces
}

function gzipStreams(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      // A stream that is cut off, or followed by other bytes, is still read as far as it goes.
      found.push(gunzipSync(bytes.subarray(at), { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 1 << 26 }))
    } catch {
      // Three bytes that only look like a gzip header.
    }
  }
  return found
}
const GZIP = Buffer.from([0x1f, 0x8b, 0x08])

/** Every file below the folders, or those changed since. A file that vanishes while it is read was not at rest. */
export function* filePlaces(folders: readonly string[], sinceMs = 0): Generator<Place> {
  for (const folder of folders) {
    for (const file of filesBelow(folder)) {
      try {
        if (statSync(file).mtimeMs < sinceMs) continue
        yield { name: file, bytes: readFileSync(file) }
      } catch {
        // Gone meanwhile.
      }
    }
  }
}

function* filesBelow(entry: string): Generator<string> {
  const stat = statSync(entry, { throwIfNoEntry: false })
  if (stat?.isFile()) yield entry
  if (stat?.isDirectory()) for (const child of readdirSync(entry)) yield* filesBelow(path.join(entry, child))
}

/** Every row of every table of every schema, as JSON: a full dump without a program that would have to be installed. */
export async function dumpPlaces(adminUrl: string): Promise<Place[]> {
  return withClient(adminUrl, async (client) => {
    const tables = await client.query<{ name: string }>(
      "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm', 'p')",
    )
    const places: Place[] = []
    for (const { name } of tables.rows) {
      const rows = await client.query(`select to_jsonb(t)::text as row from ${name} t`)
      places.push({ name: `table ${name}`, bytes: Buffer.from(rows.rows.map(({ row }) => row).join('\n')) })
    }
    return places
  })
}

/** Without compression and out-of-line packing, what is stored can be seen in the files. */
export async function storeUncompressed(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const columns = await client.query<{ statement: string }>(
      `select format('alter table %I.%I alter column %I set storage external', n.nspname, c.relname, a.attname) as statement
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attstorage in ('x', 'm')`,
    )
    for (const { statement } of columns.rows) await client.query(statement)
  })
}

export async function withClient<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
