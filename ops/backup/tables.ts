import type pg from 'pg'

/** A table of the schema `public`, as a backup reads and fills it. */
export interface BackedUpTable {
  name: string
  /** Columns of its primary key, in order. */
  key: readonly string[]
  /** Columns that hold data of their own: generated ones are made again. */
  columns: readonly string[]
}

/** Prisma's own history: a copy is brought back into a database that has been migrated already. */
const HISTORY = '_prisma_migrations'

/** Every table there is, from the catalog: a table that is added later is in the next backup without a line here. */
export async function listTables(client: pg.ClientBase): Promise<BackedUpTable[]> {
  const { rows } = await client.query<{ name: string; key: string[] | null; columns: string[] }>(
    `select c.relname as name,
            (select array_agg(a.attname::text order by k.place)
               from pg_index i, unnest(i.indkey::int2[]) with ordinality k(column_number, place), pg_attribute a
              where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.column_number) as key,
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $1
      order by c.relname`,
    [HISTORY],
  )
  return rows.map(({ name, key, columns }) => {
    if (!key) throw new Error(`Table ${name} has no primary key: a backup could not put its rows in order.`)
    return { name, key, columns }
  })
}

/** Migrations that have been applied, in order: a copy fits the same ones only. */
export async function listMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select migration_name as name from ${HISTORY}
      where finished_at is not null and rolled_back_at is null order by migration_name`,
  )
  return rows.map(({ name }) => name)
}

/** Row security must not hide rows from a copy: only a superuser, or a role with BYPASSRLS, sees them all. */
export async function seesAllRows(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ sees: boolean }>(
    'select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user',
  )
  return rows[0]?.sees === true
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const ROWS_AT_ONCE = 500

/** The rows as the server's own JSON, in the order of the primary key: times and figures keep every digit. */
export async function* readRows(client: pg.ClientBase, { name, key }: BackedUpTable) {
  const cursor = quoted(`read ${name}`)
  await client.query(
    `declare ${cursor} no scroll cursor for
       select to_jsonb(t)::text as line from public.${quoted(name)} t order by ${key.map(quoted).join(', ')}`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${ROWS_AT_ONCE} from ${cursor}`)
    if (rows.length > 0) yield { text: rows.map(({ line }) => `${line}\n`).join(''), rows: rows.length }
    if (rows.length < ROWS_AT_ONCE) break
  }
  await client.query(`close ${cursor}`)
}
