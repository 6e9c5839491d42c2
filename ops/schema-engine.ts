import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/**
 * Prisma's own schema engine as WebAssembly, which needs no download: it drafts SQL from the schema, compares the schema
 * with a live database, and reads our migration history as `prisma migrate` would. For tests and for drafting.
 */

const ROOT = join(import.meta.dirname, '..')
/** Type numbers of pg_type. */
const CHAR = 18
const TEXT = 25
const NO_FILTER = { externalTables: [], externalEnums: [] }

export interface SchemaTool {
  /** SQL that would make the live database fit the schema; an empty migration says there is no drift. */
  drift(): Promise<string>
  /** What `prisma migrate status` finds. */
  diagnose(): Promise<Awaited<ReturnType<SchemaEngine['diagnoseMigrationHistory']>>>
  /** What `prisma migrate deploy` does; returns the names that it applied. */
  deploy(): Promise<string[]>
}

/** `url` as the owner. The engine connects for each call and leaves nothing open. */
export async function openSchemaTool(
  url: string,
  migrationsDir = join(ROOT, 'prisma', 'migrations'),
): Promise<SchemaTool> {
  const schema = { path: 'schema.prisma', content: readFileSync(join(ROOT, 'prisma', 'schema.prisma'), 'utf8') }
  const files = { files: [schema] }
  const Engine = await load()
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterThatReadsChars(url))
  const engine = await Engine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, adapter)
  return {
    drift: async () => {
      const from = { tag: 'schemaDatasource' as const, ...files, configDir: ROOT }
      const to = { tag: 'schemaDatamodel' as const, ...files }
      const result = await engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTER })
      return result.stdout ?? ''
    },
    diagnose: () =>
      engine.diagnoseMigrationHistory({
        migrationsList: listMigrations(migrationsDir),
        optInToShadowDatabase: false,
        filters: NO_FILTER,
      }),
    deploy: async () => {
      const result = await engine.applyMigrations({ migrationsList: listMigrations(migrationsDir), filters: NO_FILTER })
      return result.appliedMigrationNames
    },
  }
}

/**
 * The engine asks the catalog for columns of the internal type "char" (18), which the adapter refuses to translate. Below
 * the adapter they are called text (25), above it single characters, which is what the engine expects.
 */
function adapterThatReadsChars(url: string): PrismaPg {
  const charColumns = new WeakMap<object, number[]>()
  const adapter = new PrismaPg(poolThatTellsChars(url, charColumns))
  const connect = adapter.connect.bind(adapter)
  adapter.connect = async () => {
    const connection = await connect()
    const queryRaw = connection.queryRaw.bind(connection)
    connection.queryRaw = async (query) => {
      const result = await queryRaw(query)
      for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
      return result
    }
    // The adapter cuts scripts at every semicolon, also inside comments and function bodies; the real engine sends them whole.
    connection.executeScript = async (script) => {
      await connection.underlyingDriver().query(script)
    }
    return connection
  }
  return adapter
}

function poolThatTellsChars(url: string, charColumns: WeakMap<object, number[]>): pg.Pool {
  const tell = (result: unknown): unknown => {
    const { fields, rows } = (result ?? {}) as Partial<pg.QueryResult>
    const chars = (fields ?? []).flatMap((field, index) => (field.dataTypeID === CHAR ? [index] : []))
    if (rows && fields && chars.length > 0) charColumns.set(rows, chars)
    for (const index of chars) Object.assign(fields?.[index] ?? {}, { dataTypeID: TEXT })
    return result
  }
  const pool = new pg.Pool({ connectionString: url, max: 2, idleTimeoutMillis: 100, allowExitOnIdle: true })
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    // The pool calls with a callback at the end, everything else awaits.
    const listen = (...args: unknown[]) => {
      const callback = args.at(-1)
      if (typeof callback !== 'function') return Promise.resolve(query(...args)).then(tell)
      return query(...args.slice(0, -1), (error: unknown, result: unknown) => callback(error, tell(result)))
    }
    Object.assign(client, { query: listen })
  })
  return pool
}

/** Once: its bindings hold one memory, and a second instance would break the first. */
let loaded: Promise<typeof SchemaEngine> | undefined
function load(): Promise<typeof SchemaEngine> {
  loaded ??= instantiate()
  return loaded
}

/** Bundlers import a .wasm; Node does not, so it is instantiated here. */
async function instantiate(): Promise<typeof SchemaEngine> {
  const folder = dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')))
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...bindings } })
  // Where the engine leaves its words before it dies.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
  })
  const start = instance.exports.__wbindgen_start
  const engine = bindings as unknown as { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: unknown): void }
  engine.__wbg_set_wasm(instance.exports)
  if (typeof start === 'function') start()
  return engine.SchemaEngine
}

function listMigrations(dir: string): MigrationList {
  const lockFile = join(dir, 'migration_lock.toml')
  return {
    baseDir: dir,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(lockFile, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: readFileSync(join(dir, name, 'migration.sql'), 'utf8') },
        },
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}
