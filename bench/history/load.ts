import pg from 'pg'
import { termOf } from '../../lib/data/analysis-terms.ts'

/** Rows as the product writes them, made inside the database: a workspace of any size, and a thousand others beside it. */

/** Words of titles; the first are in a third of all analyses, the last in a handful. */
export const WORDS = Array.from({ length: 4_000 }, (_, i) => `word${i}`)
export const SERVICES = 300
const WORDS_EACH = 4

export interface Loaded {
  tenants: number
  analyses: number
  terms: number
  seconds: number
}

interface Plan {
  /** Slug and how many analyses. */
  workspaces: readonly { tenant: string; person: string; analyses: number }[]
  /** So many others with ten analyses each. */
  others: number
}

/** As the superuser, whom row security does not hold up; everything that is measured afterwards is asked by the app role. */
export async function load(adminUrl: string, { workspaces, others }: Plan): Promise<Loaded> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const from = performance.now()
  try {
    await client.query(
      "set maintenance_work_mem = '512MB'; set work_mem = '128MB'; set synchronous_commit = off; set session_replication_role = replica",
    )
    await client.query('create temp table vocabulary (i int primary key, word text, term bigint)')
    await client.query('insert into vocabulary select * from unnest($1::int[], $2::text[], $3::bigint[])', [
      WORDS.map((_, i) => i),
      WORDS,
      WORDS.map((word) => `${termOf('word', word)}`),
    ])
    await client.query('create temp table members (tenant_id uuid, person uuid, analyses int)')
    for (const { tenant, person, analyses } of workspaces)
      await client.query('insert into members values ($1, $2, $3)', [tenant, person, analyses])
    await client.query(
      `with made as (insert into tenants (id, slug, name) select gen_random_uuid(), 'bench-' || n, 'Bench ' || n
         from generate_series(1, $1::int) n returning id) insert into members select id, null, 10 from made`,
      [others],
    )
    const kept = await dropIndexes(client, ['analysis_terms', 'analyses'])
    await client.query(PLANNED)
    await client.query(ANALYSES)
    await client.query('alter table analysis_terms drop constraint analysis_terms_pkey')
    await client.query(TERMS)
    await client.query('alter table analysis_terms add constraint analysis_terms_pkey primary key (id, tenant_id)')
    for (const definition of kept) await client.query(definition)
    await client.query('vacuum analyze analyses')
    await client.query('vacuum analyze analysis_terms')
    await client.query(
      "insert into feedback (id, tenant_id, analysis_id, rating, band, user_id) select gen_random_uuid(), p.tenant_id, p.id, case when random() < 0.8 then 'right' else 'wrong' end, p.confidence, m.person from planned p join members m using (tenant_id) where random() < 0.01",
    )
    await client.query('vacuum analyze feedback')
    const { rows } = await client.query<{ tenants: number; analyses: number; terms: number }>(
      'select (select count(*)::int from tenants) as tenants, (select count(*)::int from analyses) as analyses, (select count(*)::int from analysis_terms) as terms',
    )
    const [counts] = rows
    if (!counts) throw new Error('nothing was counted')
    return { ...counts, seconds: (performance.now() - from) / 1_000 }
  } finally {
    await client.end()
  }
}

/** Made after the rows, which takes a tenth of the time; primary keys stay. */
async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any($1::regclass[]) and not i.indisprimary
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

/** Ninety days, words by a steep curve, services by a flatter one. */
const PLANNED = `
  create temp table planned as
  select gen_random_uuid() as id, m.tenant_id, m.person, date_trunc('milliseconds', now() - random() * interval '90 days') as at,
    array(select distinct (${WORDS.length} * power(random() + 0 * n, 3))::int % ${WORDS.length} from generate_series(1, ${WORDS_EACH}) w where n is not null) as words,
    (${SERVICES} * power(random(), 2))::int % ${SERVICES} as service, (random() * 9.99)::int % 10 as confidence,
    (array['paste','webhook','webhook','webhook'])[1 + (random() * 3.99)::int % 4] as source,
    (array['no_action','action_suggested','action_required','inconclusive'])[1 + (random() * 3.99)::int % 4] as verdict,
    (array['act','escalate','watch','none'])[1 + (random() * 3.99)::int % 4] as decision,
    (array['timeout','network','dns','tls','data_error','code_defect','unknown'])[1 + (random() * 6.99)::int % 7] as category
  from members m, generate_series(1, m.analyses) n`

const ANALYSES = `
  insert into analyses (id, tenant_id, created_at, created_by_id, source, title, summary, category, verdict, decision, confidence, engine,
    tokens_in, tokens_out, document, receipt, rule_set, policy_digest, sealed_hash_key, expires_at, service)
  select p.id, p.tenant_id, p.at, p.person, p.source::analysis_source, 'word' || array_to_string(p.words, ' word'), repeat('A summary. ', 20),
    p.category::category, p.verdict::verdict, p.decision::decision, p.confidence / 10.0, 'local', 0, 0,
    jsonb_build_object('rootCauses', '[]'::jsonb, 'pad', repeat('x', 400)), '{}', 'bench', 'digest', 'v1.k.i.b', now() + interval '90 days',
    'service-' || p.service
  from planned p`

const hashed = (text: string) =>
  `('x' || substr(encode(sha256(convert_to(${text}, 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint`

const TERMS = `
  insert into analysis_terms (id, tenant_id, analysis_id, term, at)
  select gen_random_uuid(), p.tenant_id, p.id, v.term, p.at from planned p, unnest(p.words) w join vocabulary v on v.i = w
  union all
  select gen_random_uuid(), p.tenant_id, p.id, f.term, p.at from planned p, lateral (values
    (${hashed("'source:' || p.source")}), (${hashed("'verdict:' || p.verdict")}), (${hashed("'decision:' || p.decision")}),
    (${hashed("'category:' || p.category")}), (${hashed("'confidence:' || p.confidence")}), (${hashed("'service:service-' || p.service")}),
    (${hashed("'person:' || p.person")}), (${hashed("'template:key-' || p.service || '-' || p.category")})) f(term)
  where f.term is not null`
